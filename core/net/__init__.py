"""One HTTP client for everything: time-outs, retries, rate limits, cancellation, proxy.

``client.Client`` asks a service, ``download.download`` fetches a file.
"""
