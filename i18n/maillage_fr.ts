<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="fr_FR" sourcelanguage="en">
<context>
    <name>maillage</name>
    <message>
        <location filename="../core/algorithms/base.py"/>
        <location filename="../core/algorithms/build_project.py"/>
        <source>Cannot open the layer given for {name}: {value}. Check that the file exists and is a layer that QGIS can read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/algorithms/base.py"/>
        <location filename="../core/layers/project.py"/>
        <source>Cannot write {path}: {reason}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/algorithms/base.py"/>
        <source>This algorithm has nothing to run.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/algorithms/build_project.py"/>
        <source>Build the styled project</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/algorithms/build_project.py"/>
        <location filename="../ui/steps.py"/>
        <source>Coverage</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/algorithms/build_project.py"/>
        <source>Isochrones</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/algorithms/build_project.py"/>
        <location filename="../core/layers/aliases.py"/>
        <location filename="../core/layers/project.py"/>
        <source>Places</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/algorithms/build_project.py"/>
        <source>Project</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/algorithms/build_project.py"/>
        <source>Project written with {count} layers: {path}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/algorithms/build_project.py"/>
        <source>QGIS projects (*.qgz)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/algorithms/build_project.py"/>
        <source>Territories, with or without a fragility score</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/common/files.py"/>
        <source>Cannot write {path}: {reason}. Choose another folder, or close the program using it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/common/files.py"/>
        <source>File not found: {path}. Check its name and folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/common/files.py"/>
        <source>The file is empty: {path}. Choose another one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/common/progress.py"/>
        <source>Cancelled.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/layers/aliases.py"/>
        <source>Access conditions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/layers/aliases.py"/>
        <source>Access score (100 = region)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/layers/aliases.py"/>
        <source>Access to information</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/layers/aliases.py"/>
        <source>Access to interfaces</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/layers/aliases.py"/>
        <source>Activities</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/layers/aliases.py"/>
        <source>Address</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/layers/aliases.py"/>
        <source>Administrative skills</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/layers/aliases.py"/>
        <source>Commune</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/layers/aliases.py"/>
        <source>Concentration index</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/layers/aliases.py"/>
        <source>Digital and school skills</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/layers/aliases.py"/>
        <source>Département</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/layers/aliases.py"/>
        <source>E-mail</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/layers/aliases.py"/>
        <source>Fragile inhabitants beyond {reach}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/layers/aliases.py"/>
        <source>Fragile population</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/layers/aliases.py"/>
        <source>Fragility score (100 = region)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/layers/aliases.py"/>
        <source>Gini index of travel times</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/layers/aliases.py"/>
        <source>INSEE code</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/layers/aliases.py"/>
        <source>Identifier</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/layers/aliases.py"/>
        <source>Inhabitants outside the network</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/layers/aliases.py"/>
        <source>Inhabitants within {reach}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/layers/aliases.py"/>
        <source>Itinerant</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/layers/aliases.py"/>
        <source>Labels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/layers/aliases.py"/>
        <source>Legal nature</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/layers/aliases.py"/>
        <source>Median minutes to a place</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/layers/aliases.py"/>
        <source>Minutes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/layers/aliases.py"/>
        <source>Name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/layers/aliases.py"/>
        <source>Opening hours</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/layers/aliases.py"/>
        <source>Origin of the position</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/layers/aliases.py"/>
        <source>Phone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/layers/aliases.py"/>
        <source>Population</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/layers/aliases.py"/>
        <source>Position on the network</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/layers/aliases.py"/>
        <source>Postcode</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/layers/aliases.py"/>
        <source>Priority</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/layers/aliases.py"/>
        <source>Publics</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/layers/aliases.py"/>
        <source>Routing engine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/layers/aliases.py"/>
        <source>Share of inhabitants within {reach}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/layers/aliases.py"/>
        <source>Skills score (100 = region)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/layers/aliases.py"/>
        <source>Source</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/layers/aliases.py"/>
        <source>Themes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/layers/aliases.py"/>
        <source>Touches the network's edge</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/layers/aliases.py"/>
        <source>Travel mode</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/layers/aliases.py"/>
        <source>Type of place</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/layers/aliases.py"/>
        <source>Updated on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/layers/aliases.py"/>
        <source>Website</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/layers/aliases.py"/>
        <source>{figure}, {by_mode}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/layers/place_style.py"/>
        <source>Other activity</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/layers/project.py"/>
        <source>Accessibility</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/layers/project.py"/>
        <source>Communes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/layers/project.py"/>
        <source>Digital fragility (100 = region)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/layers/project.py"/>
        <source>Digital inclusion places</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/layers/project.py"/>
        <source>Départements</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/layers/project.py"/>
        <source>EPCI</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/layers/project.py"/>
        <location filename="../ui/steps.py"/>
        <source>Fragility</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/layers/project.py"/>
        <location filename="../core/layers/tables.py"/>
        <source>The layer {layer} has no coordinate reference system. Set it in the layer's properties, then run again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/layers/project.py"/>
        <source>Travel time {by_mode}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/layers/project.py"/>
        <source>Zones</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/layers/project.py"/>
        <source>{title}: {zones}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/layers/territory_style.py"/>
        <source> %</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/layers/territory_style.py"/>
        <source>Share of the population within {within} of a place</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/layers/territory_style.py"/>
        <source>outside the network: not measured</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/layers/territory_style.py"/>
        <source>partly outside the network</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/layers/territory_style.py"/>
        <source>score unknown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/layers/territory_style.py"/>
        <source>{label} (less fragile)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/layers/territory_style.py"/>
        <source>{label} (more fragile)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/layers/wording.py"/>
        <source>by bicycle</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/layers/wording.py"/>
        <source>by car</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/layers/wording.py"/>
        <source>less than {high}{unit}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/layers/wording.py"/>
        <source>on foot</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/layers/wording.py"/>
        <source>{low} to {high}{unit}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/layers/wording.py"/>
        <source>{low}{unit} and more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/layers/wording.py"/>
        <source>{minutes} min</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/layers/wording.py"/>
        <source>{minutes} min {by_mode}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/layers/zones.py"/>
        <source>{layer}: feature {number} has no polygon.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/network/build.py"/>
        <source>{source} holds no road that the chosen modes may use. Choose a file or layer of roads.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/network/lines.py"/>
        <source>{layer}: the speed of line {row} is {value}, not a number of km/h. Correct it, or choose another speed field.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/network/network.py"/>
        <source>The network was built for {modes}, not for {mode}. Build it again with that mode.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/network/network.py"/>
        <source>{path} is not a network built by Maillage. Build one from an OpenStreetMap file or a line layer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/network/network.py"/>
        <source>{path} was built by another version of Maillage. Build the network again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/network/osm.py"/>
        <source>Reading the roads of {path}…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/network/osm.py"/>
        <source>{path} holds no road (no way with a highway tag).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/network/osm.py"/>
        <source>{path} is not an OpenStreetMap file. Choose a .osm.pbf or .osm file, or a line layer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/nomenclature/reading.py"/>
        <source>The nomenclature {path} cannot be used: {reason}. Compare it with the plugin's styles/nomenclature.json, or leave the choice empty to use that one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/nomenclature/reading.py"/>
        <source>The nomenclature {path} is not valid JSON in UTF-8: {reason}. Correct the file, or leave the choice empty to use the plugin's own.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/nomenclature/reading.py"/>
        <source>in the vocabulary {name}, “{wording}” means both {first} and {second}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/nomenclature/reading.py"/>
        <source>it has no object “vocabularies”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/nomenclature/reading.py"/>
        <source>it lacks the vocabularies {names}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/nomenclature/reading.py"/>
        <source>the code “{code}” of {where} has other signs than letters and digits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/nomenclature/reading.py"/>
        <source>the colour “{colour}” of {where} is not written like #1F78B4</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/nomenclature/reading.py"/>
        <source>the item {where} is not an object</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/nomenclature/reading.py"/>
        <source>the symbol “{symbol}” of {where} is none of {shapes}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/nomenclature/reading.py"/>
        <source>the synonyms of {where} are not a list of texts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/nomenclature/reading.py"/>
        <source>the vocabulary {name} has no class “not_stated”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/nomenclature/reading.py"/>
        <source>the vocabulary {name} has no list of “items”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/nomenclature/reading.py"/>
        <source>the vocabulary {name} has the code {code} twice</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/nomenclature/reading.py"/>
        <source>{where} has no text “{key}”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/places/delimited.py"/>
        <source>{file} is not a text file. Choose a census as CSV, XLSX, ODS, GeoJSON or GeoPackage, with the usual file extension.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/places/delimited.py"/>
        <source>{file}: a quotation mark opened in the record of line {line} is never closed. Close or remove it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/places/delimited.py"/>
        <source>{file}: the encoding is broken at line {line} (byte {byte}, value 0x{value}), read as {encoding}. Save the file again as UTF-8.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/places/readers.py"/>
        <source>{file} cannot be read as a {kind} file, or holds no table. {reason} Open it in the program that made it and save it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/places/readers.py"/>
        <source>{file} has no sheet or layer “{sheet}”. Those there: {names}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/places/readers.py"/>
        <source>{file} has {count} columns, more than the {maximum} that can be kept. Remove the columns that you do not need.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/places/readers.py"/>
        <source>{file} holds a header ({columns}) and no row below it. Choose another file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/places/readers.py"/>
        <source>{file} holds no record. Its columns are: {columns}. Choose another one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/places/readers.py"/>
        <source>{file} holds no row at all. Choose another file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/places/schema.py"/>
        <source>There is no census schema “{name}”. Choose one of: auto, {names}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/places/schema.py"/>
        <source>{file} is no census of a known schema. Columns looked for: {wanted}. Columns found: {found}. Check the file, its sheet and its separator.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/territories/fragility.py"/>
        <source>{table} lacks the indicators {missing}. Its columns are: {columns}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/territories/fragility.py"/>
        <source>{table}, row {row}: the column {column} is empty. Give each territory its code.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/territories/fragility.py"/>
        <source>{table}: the code {code} stands in several rows of the column {column}. Keep one row per territory.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/territories/zones.py"/>
        <source>Cannot read polygons from {path}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/territories/zones.py"/>
        <source>{layer} has no column {wanted}. Its columns are: {columns}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/territories/zones.py"/>
        <source>{layer} has no coordinate reference system. Set it in the layer's properties, then run again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/territories/zones.py"/>
        <source>{layer} holds no polygon.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin.py"/>
        <source>Show or hide the steps of Maillage</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/dock.py"/>
        <source>A small invented territory: fills in its files, then press Run on each page.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/dock.py"/>
        <source>Load the demonstration territory</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/form.py"/>
        <source>More options</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/page.py"/>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/page.py"/>
        <source>Cancelled: nothing was changed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/page.py"/>
        <source>Cancelling…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/page.py"/>
        <source>Done in {seconds} s.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/page.py"/>
        <source>Run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/page.py"/>
        <source>Running…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/page.py"/>
        <source>{layer} ({count})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/page.py"/>
        <source>{title}: done.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/page.py"/>
        <source>… and {count} more warnings.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/runner.py"/>
        <source>The step stopped without saying why. See the log messages.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/steps.py"/>
        <source>All places together</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/steps.py"/>
        <source>Area of the nearest place</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/steps.py"/>
        <source>Atlas</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/steps.py"/>
        <source>Build the travel network</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/steps.py"/>
        <source>By bike</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/steps.py"/>
        <source>By car</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/steps.py"/>
        <source>Census</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/steps.py"/>
        <source>Compute the digital fragility index</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/steps.py"/>
        <source>Counts, for each territory, the inhabitants who reach a place in time, and the fragile ones who do not.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/steps.py"/>
        <source>Coverage of each territory</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/steps.py"/>
        <source>Draws the area within a given time of each place, or computes the time to the nearest place.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/steps.py"/>
        <source>English</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/steps.py"/>
        <source>Files for the web map</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/steps.py"/>
        <source>Find out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/steps.py"/>
        <source>French</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/steps.py"/>
        <source>From the places</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/steps.py"/>
        <source>Incub'O, corrected income</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/steps.py"/>
        <source>Incub'O, official method</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/steps.py"/>
        <source>Isochrones and travel times</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/steps.py"/>
        <source>Load the census of places</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/steps.py"/>
        <source>Network</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/steps.py"/>
        <source>On foot</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/steps.py"/>
        <source>One area per place</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/steps.py"/>
        <source>Own network</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/steps.py"/>
        <source>Project and atlas</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/steps.py"/>
        <source>Reads a census file, checks every row and puts the places on the map. What looks wrong is listed in a report; nothing is changed in the file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/steps.py"/>
        <source>RhinOcc</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/steps.py"/>
        <source>Saves a styled project that opens without the plugin, and prints one PDF dossier per territory.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/steps.py"/>
        <source>Towards the places</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/steps.py"/>
        <source>Travel times</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/steps.py"/>
        <source>Turns OpenStreetMap data or a layer of roads into a network that the next steps travel on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/steps.py"/>
        <source>Turns the indicators of each commune into scores: 100 is the region, and a higher score means more fragile.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/steps.py"/>
        <source>Web map</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/steps.py"/>
        <source>Writes the GeoJSON, CSV and settings that the public web map reads.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
