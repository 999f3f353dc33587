"""One HTTP client for everything: time-outs, retries, rate limits, cancellation.

``client.Client`` asks a service, ``download.download`` fetches a file. How one request is sent is
passed in: ``transport`` is the interface, ``requests_transport`` the plain implementation.
"""
