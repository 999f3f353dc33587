# What the plugin's people need of the system, and how Debian gives it. Sourced by .ci/setup.
# No mirror is named here: the backports suite is taken from wherever this machine takes Debian.
# shellcheck shell=bash

# The Python that QGIS uses; the one on PATH may be another.
PYTHON=/usr/bin/python3

say() { printf '\n\033[1m%s\033[0m\n' "$*"; }

stop() {
  printf '%s\n' '' "$@" >&2
  exit 1
}

has_module() { "$PYTHON" -c "import importlib.util as u, sys; sys.exit(not u.find_spec('$1'))"; }
has_command() { command -v "$1"; }
has_qgis() {
  has_command qgis && has_command qgis_process &&
    "$PYTHON" -c 'import sys; from qgis.core import Qgis; sys.exit(Qgis.QGIS_VERSION_INT < 34000)'
}
# The one on PATH may be a chooser that leads nowhere, so it is asked to run.
find_lrelease() {
  local program
  for program in lrelease /usr/lib/qt6/bin/lrelease /usr/lib/qt5/bin/lrelease; do
    if "$program" -version >/dev/null 2>&1; then
      echo "$program"
      return
    fi
  done
  return 1
}

# Prints the Debian packages that bring what is missing, one a line; nothing where all is there.
missing_packages() {
  local package check
  while read -r package check; do
    $check >/dev/null 2>&1 || printf '%s\n' $package
  done <<'TABLE'
qgis has_qgis
python3-qgis has_qgis
python3-venv has_module ensurepip
python3-pandas has_module pandas
python3-scipy has_module scipy
python3-requests has_module requests
python3-matplotlib has_module matplotlib
xvfb has_command xvfb-run
xauth has_command xauth
qttools5-dev-tools find_lrelease
poppler-utils has_command pdftotext
fonts-dejavu-extra test -f /usr/share/fonts/truetype/dejavu/DejaVuSansCondensed.ttf
git has_command git
TABLE
}

# codename -> FILE:NUMBER of the apt source that this machine takes Debian's main from.
main_source() {
  apt-get indextargets --format '$(REPO_URI) $(SOURCESENTRY)' \
    'Created-By: Packages' 'Origin: Debian' 'Component: main' "Codename: $1" 2>/dev/null |
    awk '$1 !~ /^cdrom:/ { print $2; exit }'
}

# file, number, suite -> that entry of the file, for the suite; every other setting of the entry
# (mirror, keyring, options) stays. The number counts lines in a .list and stanzas in a .sources.
entry_for_suite() {
  local file=$1 number=$2 suite=$3
  if [[ $file == *.sources ]]; then
    grep -v '^#' "$file" | awk -v RS= -v FS='\n' -v number="$number" -v suite="$suite" '
      NR == number {
        for (i = 1; i <= NF; i++) {
          if ($i !~ /^[ \t]/) {
            key = tolower($i)
            sub(/:.*/, "", key)
            if (key == "suites") print "Suites: " suite
            if (key == "types") print "Types: deb"
          }
          if (key != "suites" && key != "types") print $i
        }
      }'
  else
    sed -nE "${number}s/^[[:space:]]*deb(-src)?([[:space:]]+\[[^]]*\])?[[:space:]]+([^[:space:]]+)[[:space:]]+[^[:space:]]+/deb\2 \3 $suite/p" "$file"
  fi
}

# package, apt options -> the version that apt would install.
candidate() { LC_ALL=C apt-cache "${@:2}" policy "$1" | awk '/Candidate:/ { print $2 }'; }

offers_qgis() {
  local version
  version=$(candidate qgis "$@")
  [[ -n $version && $version != '(none)' ]] && dpkg --compare-versions "$version" ge 3.40
}

# Makes QGIS 3.40 known to apt; sets `qgis_from` to the apt options that choose it.
offer_qgis() {
  local codename=$1 suite=$1-backports source file parts added
  qgis_from=()
  offers_qgis && return
  qgis_from=(-t "$suite")
  offers_qgis "${qgis_from[@]}" 2>/dev/null && return

  source=$(main_source "$codename")
  [[ -n $source ]] || stop \
    "Cannot find where this machine takes Debian $codename from (apt-get indextargets lists no" \
    "source of Debian's main). Configure a Debian mirror for apt, or install QGIS 3.40 or later."
  file=${source%:*}
  eval "$(apt-config shell parts Dir::Etc::sourceparts/d)"
  added=${parts%/}/maillage-backports.${file##*.}
  say "Adding the suite $suite of this machine's own Debian mirror: $added"
  entry_for_suite "$file" "${source##*:}" "$suite" >"$added"
  apt-get update -q || true
  if ! offers_qgis "${qgis_from[@]}"; then
    rm -f "$added"
    stop "The Debian mirror of this machine ($file) offers no QGIS 3.40 in $suite." \
      "Use a mirror that carries $suite, or install QGIS 3.40 or later, then run this again."
  fi
}

install_packages() {
  local packages=("$@") codename rest=() qgis=() package
  # shellcheck disable=SC1091
  codename=$(. /etc/os-release && [[ $ID == debian ]] && echo "$VERSION_CODENAME") || stop \
    "Maillage needs QGIS 3.40 or later and some tools, and these are missing here:" \
    "  ${packages[*]}" \
    "(the names are those of Debian's packages). This set-up installs them on Debian only." \
    "Install them in your system's own way, then run this again."
  [[ $(id -u) == 0 ]] || stop \
    "Maillage needs Debian packages that are missing here, and only root can install them:" \
    "  ${packages[*]}" \
    "Run 'make setup' once as root. (QGIS 3.40 is in Debian's $codename-backports.)"

  export DEBIAN_FRONTEND=noninteractive
  local install=(apt-get install -y -q --no-install-recommends -o DPkg::Lock::Timeout=300)
  for package in "${packages[@]}"; do
    case $package in *qgis) qgis+=("$package") ;; *) rest+=("$package") ;; esac
  done
  say "Installing Debian packages: ${packages[*]}"
  apt-get update -q || true
  if ((${#qgis[@]})); then
    offer_qgis "$codename"
    "${install[@]}" "${qgis_from[@]}" "${qgis[@]}"
  fi
  if ((${#rest[@]})); then "${install[@]}" "${rest[@]}"; fi
  mapfile -t packages < <(missing_packages)
  ((${#packages[@]} == 0)) || stop \
    "Installed, but still not usable here: ${packages[*]}"
}
