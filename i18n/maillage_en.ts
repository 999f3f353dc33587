<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>maillage</name>
    <message numerus="yes">
        <location filename="../core/access/given_layers.py"/>
        <source>{layer} holds {n} codes of no territory: {codes}.</source>
        <translation>
            <numerusform>{layer} holds {n} code of no territory: {codes}.</numerusform>
            <numerusform>{layer} holds {n} codes of no territory: {codes}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../core/access/given_layers.py"/>
        <source>{layer} lacks {n} territories, which have no figures of it: {names}.</source>
        <translation>
            <numerusform>{layer} lacks {n} territory, which has no figures of it: {names}.</numerusform>
            <numerusform>{layer} lacks {n} territories, which have no figures of it: {names}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../core/access/given_layers.py"/>
        <source>{n} places stand in no territory of {layer}.</source>
        <translation>
            <numerusform>{n} place stands in no territory of {layer}.</numerusform>
            <numerusform>{n} places stand in no territory of {layer}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../core/access/siting/siting_words.py"/>
        <source>Looking for the best sites of all, for at most {n} seconds.</source>
        <translation>
            <numerusform>Looking for the best sites of all, for at most {n} second.</numerusform>
            <numerusform>Looking for the best sites of all, for at most {n} seconds.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../core/access/siting/siting_words.py"/>
        <source>{n} candidates would gain nobody: {named}</source>
        <translation>
            <numerusform>{n} candidate would gain nobody: {named}</numerusform>
            <numerusform>{n} candidates would gain nobody: {named}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../core/algorithms/build_network.py"/>
        <source>The layer {layer} has {n} features and no line of two points or more. Choose a layer of roads.</source>
        <translation>
            <numerusform>The layer {layer} has {n} feature and no line of two points or more. Choose a layer of roads.</numerusform>
            <numerusform>The layer {layer} has {n} features and no line of two points or more. Choose a layer of roads.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../core/algorithms/build_network.py"/>
        <source>{n} features of {layer} have no line and are left out.</source>
        <translation>
            <numerusform>{n} feature of {layer} has no line and is left out.</numerusform>
            <numerusform>{n} features of {layer} have no line and are left out.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../core/algorithms/build_project.py"/>
        <source>Project written with {n} layers: {path}</source>
        <translation>
            <numerusform>Project written with {n} layer: {path}</numerusform>
            <numerusform>Project written with {n} layers: {path}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../core/algorithms/export_web.py"/>
        <source>Not published, for it may be a person's: {title}, {n} times, in {places}. If the owners agreed, give these places, or {check} for all, as WAIVERS.</source>
        <translation>
            <numerusform>Not published, for it may be a person's: {title}, {n} time, in {places}. If the owners agreed, give these places, or {check} for all, as WAIVERS.</numerusform>
            <numerusform>Not published, for it may be a person's: {title}, {n} times, in {places}. If the owners agreed, give these places, or {check} for all, as WAIVERS.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../core/algorithms/floating_catchment.py"/>
        <source>A place's catchment ends at {n} minutes.</source>
        <translation>
            <numerusform>A place's catchment ends at {n} minute.</numerusform>
            <numerusform>A place's catchment ends at {n} minutes.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../core/algorithms/floating_catchment.py"/>
        <source>{n} places state no capacity: they are left out.</source>
        <translation>
            <numerusform>{n} place states no capacity: it is left out.</numerusform>
            <numerusform>{n} places state no capacity: they are left out.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../core/algorithms/fragility_index.py"/>
        <source>{layer}: {n} rows repeat others in every column, and count once.</source>
        <translation>
            <numerusform>{layer}: {n} row repeats another in every column, and counts once.</numerusform>
            <numerusform>{layer}: {n} rows repeat others in every column, and count once.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../core/algorithms/fragility_index.py"/>
        <source>{n} territories scored.</source>
        <translation>
            <numerusform>{n} territory scored.</numerusform>
            <numerusform>{n} territories scored.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../core/algorithms/fragility_tables.py"/>
        <source>{n} groups by {field}.</source>
        <translation>
            <numerusform>{n} group by {field}.</numerusform>
            <numerusform>{n} groups by {field}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../core/algorithms/fragility_tables.py"/>
        <source>{n} groups have no polygon in {layer}: {codes}.</source>
        <translation>
            <numerusform>{n} group has no polygon in {layer}: {codes}.</numerusform>
            <numerusform>{n} groups have no polygon in {layer}: {codes}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../core/algorithms/fragility_tables.py"/>
        <source>{n} territories are in no group; their inhabitants: {population}.</source>
        <translation>
            <numerusform>{n} territory is in no group; its inhabitants: {population}.</numerusform>
            <numerusform>{n} territories are in no group; their inhabitants: {population}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../core/algorithms/fragility_tables.py"/>
        <source>{n} territories have no population: they count in no mean, nor in the sum.</source>
        <translation>
            <numerusform>{n} territory has no population: it counts in no mean, nor in the sum.</numerusform>
            <numerusform>{n} territories have no population: they count in no mean, nor in the sum.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../core/algorithms/fragility_tables.py"/>
        <source>{n} territories have no score: they count in no mean.</source>
        <translation>
            <numerusform>{n} territory has no score: it counts in no mean.</numerusform>
            <numerusform>{n} territories have no score: they count in no mean.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../core/algorithms/join_index.py"/>
        <source>{layer} ({code}) and {index} ({index_code}) share {n} codes. Scores: {fields}.</source>
        <translation>
            <numerusform>{layer} ({code}) and {index} ({index_code}) share {n} code. Scores: {fields}.</numerusform>
            <numerusform>{layer} ({code}) and {index} ({index_code}) share {n} codes. Scores: {fields}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../core/algorithms/join_index.py"/>
        <source>{n} codes of the index had lost their zero: given back.</source>
        <translation>
            <numerusform>{n} code of the index had lost its zero: given back.</numerusform>
            <numerusform>{n} codes of the index had lost their zero: given back.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../core/algorithms/join_index.py"/>
        <source>{n} territories have the figures of communes that merged.</source>
        <translation>
            <numerusform>{n} territory has the figures of communes that merged.</numerusform>
            <numerusform>{n} territories have the figures of communes that merged.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../core/algorithms/merge_census.py"/>
        <source>{n} base places are not in the incoming list. They are kept; the review lists them as gone.</source>
        <translation>
            <numerusform>{n} base place is not in the incoming list. It is kept; the review lists it as gone.</numerusform>
            <numerusform>{n} base places are not in the incoming list. They are kept; the review lists them as gone.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../core/algorithms/merge_census.py"/>
        <source>{n} incoming places are doubtful: they are neither merged nor added. Decide on them in the review, then merge again with your decisions.</source>
        <translation>
            <numerusform>{n} incoming place is doubtful: it is neither merged nor added. Decide on it in the review, then merge again with your decisions.</numerusform>
            <numerusform>{n} incoming places are doubtful: they are neither merged nor added. Decide on them in the review, then merge again with your decisions.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../core/algorithms/save_census.py"/>
        <source>{n} places written to {path}. Left out: {count}.</source>
        <translation>
            <numerusform>{n} place written to {path}. Left out: {count}.</numerusform>
            <numerusform>{n} places written to {path}. Left out: {count}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../core/algorithms/straight_line.py"/>
        <source>{n} territories have no distance: nobody is known to live there.</source>
        <translation>
            <numerusform>{n} territory has no distance: nobody is known to live there.</numerusform>
            <numerusform>{n} territories have no distance: nobody is known to live there.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../core/atlas/cover.py"/>
        <source>places of digital inclusion</source>
        <translation>
            <numerusform>place of digital inclusion</numerusform>
            <numerusform>places of digital inclusion</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../core/atlas/cover.py"/>
        <source>{n} communes</source>
        <translation>
            <numerusform>{n} commune</numerusform>
            <numerusform>{n} communes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../core/atlas/directory.py"/>
        <source>{commune} · {n} places</source>
        <translation>
            <numerusform>{commune} · {n} place</numerusform>
            <numerusform>{commune} · {n} places</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../core/atlas/offer_page.py"/>
        <source>The {n} most fragile communes of {total}</source>
        <translation>
            <numerusform>The most fragile commune of {total}</numerusform>
            <numerusform>The {n} most fragile communes of {total}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../core/atlas/offer_page.py"/>
        <source>The {n} most populous communes of {total}</source>
        <translation>
            <numerusform>The most populous commune of {total}</numerusform>
            <numerusform>The {n} most populous communes of {total}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../core/engines/asking.py"/>
        <source>It takes {n} days: when it refuses, run again the day after with the same settings, and only what is missing will be asked.</source>
        <translation>
            <numerusform>It takes {n} day: when it refuses, run again the day after with the same settings, and only what is missing will be asked.</numerusform>
            <numerusform>It takes {n} days: when it refuses, run again the day after with the same settings, and only what is missing will be asked.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../core/engines/asking.py"/>
        <source>Its usual plan allows {n} requests a day, and a place that it cannot answer takes some more.</source>
        <translation>
            <numerusform>Its usual plan allows {n} request a day, and a place that it cannot answer takes some more.</numerusform>
            <numerusform>Its usual plan allows {n} requests a day, and a place that it cannot answer takes some more.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../core/engines/asking.py"/>
        <location filename="../core/places/checks/coded_fields.py"/>
        <source>{n} places</source>
        <translation>
            <numerusform>{n} place</numerusform>
            <numerusform>{n} places</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../core/engines/asking.py"/>
        <source>{n} requests</source>
        <translation>
            <numerusform>{n} request</numerusform>
            <numerusform>{n} requests</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../core/engines/isochrone_words.py"/>
        <source>{n} of them reach the edge of the network: the real areas may go farther there.</source>
        <translation>
            <numerusform>{n} of them reaches the edge of the network: the real area may go farther there.</numerusform>
            <numerusform>{n} of them reach the edge of the network: the real areas may go farther there.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../core/engines/isochrone_words.py"/>
        <source>{n} places have none, or not all; they are in the table of failures (FAILURES).</source>
        <translation>
            <numerusform>{n} place has none, or not all; it is in the table of failures (FAILURES).</numerusform>
            <numerusform>{n} places have none, or not all; they are in the table of failures (FAILURES).</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../core/engines/isochrone_words.py"/>
        <source>{places} and {n} others</source>
        <translation>
            <numerusform>{places} and {n} other</numerusform>
            <numerusform>{places} and {n} others</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../core/engines/kept.py"/>
        <source>{n} isochrones are kept: run again with the same settings, and only the others are asked.</source>
        <translation>
            <numerusform>{n} isochrone is kept: run again with the same settings, and only the others are asked.</numerusform>
            <numerusform>{n} isochrones are kept: run again with the same settings, and only the others are asked.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../core/formats/delimited.py"/>
        <source>{file}: a cell of the record of line {line} is longer than {n} characters. Maybe a quotation mark is not closed: close or remove it.</source>
        <translation>
            <numerusform>{file}: a cell of the record of line {line} is longer than {n} character. Maybe a quotation mark is not closed: close or remove it.</numerusform>
            <numerusform>{file}: a cell of the record of line {line} is longer than {n} characters. Maybe a quotation mark is not closed: close or remove it.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../core/formats/rawtable.py"/>
        <source>{file} has {n} columns, more than the {maximum} that can be kept. Remove the columns that you do not need.</source>
        <translation>
            <numerusform>{file} has {n} column, more than the {maximum} that can be kept. Remove the columns that you do not need.</numerusform>
            <numerusform>{file} has {n} columns, more than the {maximum} that can be kept. Remove the columns that you do not need.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../core/formats/rawtable.py"/>
        <source>{n} cells</source>
        <translation>
            <numerusform>{n} cell</numerusform>
            <numerusform>{n} cells</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../core/formats/rawtable.py"/>
        <source>{n} rows</source>
        <translation>
            <numerusform>{n} row</numerusform>
            <numerusform>{n} rows</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../core/inputs/candidate_words.py"/>
        <source>Candidates: {n} spots where people live, each amid an equal part of what there is to gain.</source>
        <translation>
            <numerusform>Candidates: {n} spot where people live, amid all that there is to gain.</numerusform>
            <numerusform>Candidates: {n} spots where people live, each amid an equal part of what there is to gain.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../core/inputs/centre_points.py"/>
        <source>{layer}: {n} points have the code of a territory that they lie far from. They are left out: {named}</source>
        <translation>
            <numerusform>{layer}: {n} point has the code of a territory that it lies far from. It is left out: {named}</numerusform>
            <numerusform>{layer}: {n} points have the code of a territory that they lie far from. They are left out: {named}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../core/inputs/people.py"/>
        <source>{layer}: {n} features have no population in the field {field}. They add nobody to any sum.</source>
        <translation>
            <numerusform>{layer}: {n} feature has no population in the field {field}. It adds nobody to any sum.</numerusform>
            <numerusform>{layer}: {n} features have no population in the field {field}. They add nobody to any sum.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../core/inputs/people.py"/>
        <source>{layer}: {n} features hold no number in the field {field}, the first “{value}”, in feature {row}. They count as empty.</source>
        <translation>
            <numerusform>{layer}: {n} feature holds no number in the field {field}: “{value}”, in feature {row}. It counts as empty.</numerusform>
            <numerusform>{layer}: {n} features hold no number in the field {field}, the first “{value}”, in feature {row}. They count as empty.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../core/inputs/people.py"/>
        <source>{layer}: {n} features with inhabitants have no score in the field {field}. They count in no figure of fragility.</source>
        <translation>
            <numerusform>{layer}: {n} feature with inhabitants has no score in the field {field}. It counts in no figure of fragility.</numerusform>
            <numerusform>{layer}: {n} features with inhabitants have no score in the field {field}. They count in no figure of fragility.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../core/inputs/people_words.py"/>
        <source>{n} inhabitants of the demand live in none of the territories: they count in no territory.</source>
        <translation>
            <numerusform>{n} inhabitant of the demand lives in none of the territories, and counts in none.</numerusform>
            <numerusform>{n} inhabitants of the demand live in none of the territories: they count in no territory.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../core/inputs/people_words.py"/>
        <source>{n} more pairs of territories overlap.</source>
        <translation>
            <numerusform>{n} more pair of territories overlaps.</numerusform>
            <numerusform>{n} more pairs of territories overlap.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../core/inputs/people_words.py"/>
        <source>{n} polygons of the demand have a place, yet their people stand farther from one than they extend: they hardly live where they were made to stand, or the place is not where it says. Give CENTRES, CELLS or NETWORK, or check the place: {named}</source>
        <translation>
            <numerusform>{n} polygon of the demand has a place, yet its people stand farther from one than it extends: they hardly live where they were made to stand, or the place is not where it says. Give CENTRES, CELLS or NETWORK, or check the place: {named}</numerusform>
            <numerusform>{n} polygons of the demand have a place, yet their people stand farther from one than they extend: they hardly live where they were made to stand, or the place is not where it says. Give CENTRES, CELLS or NETWORK, or check the place: {named}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../core/inputs/united.py"/>
        <source>{layer}: {field} differs between the parts of {n} territories, and is added up.</source>
        <translation>
            <numerusform>{layer}: {field} differs between the parts of {n} territory, and is added up.</numerusform>
            <numerusform>{layer}: {field} differs between the parts of {n} territories, and is added up.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../core/inputs/united.py"/>
        <source>{layer}: {field} is the same on every part of {n} territories, and counted once.</source>
        <translation>
            <numerusform>{layer}: {field} is the same on every part of {n} territory, and counted once.</numerusform>
            <numerusform>{layer}: {field} is the same on every part of {n} territories, and counted once.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../core/inputs/united.py"/>
        <source>{layer}: {n} territories are in several polygons of the same {field}, taken together: {codes}.</source>
        <translation>
            <numerusform>{layer}: {n} territory is in several polygons of the same {field}, taken together: {codes}.</numerusform>
            <numerusform>{layer}: {n} territories are in several polygons of the same {field}, taken together: {codes}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../core/matching/change_words.py"/>
        <source>{n} of the places that moved have the same address as before: their position was corrected, or is wrong, rather than their house another.</source>
        <translation>
            <numerusform>{n} of the places that moved has the same address as before: its position was corrected, or is wrong, rather than its house another.</numerusform>
            <numerusform>{n} of the places that moved have the same address as before: their position was corrected, or is wrong, rather than their house another.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../core/matching/change_words.py"/>
        <source>{n} pairs of places are doubtful, and taken for two places: one closed, one opened. To decide on them, merge the lists, then compare with the merged one.</source>
        <translation>
            <numerusform>{n} pair of places is doubtful, and taken for two places: one closed, one opened. To decide on it, merge the lists, then compare with the merged one.</numerusform>
            <numerusform>{n} pairs of places are doubtful, and taken for two places: one closed, one opened. To decide on them, merge the lists, then compare with the merged one.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../core/matching/match.py"/>
        <source>{n} lines of the decisions name places that are in neither list: left out.</source>
        <translation>
            <numerusform>{n} line of the decisions names places that are in neither list: left out.</numerusform>
            <numerusform>{n} lines of the decisions name places that are in neither list: left out.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../core/network/left_out.py"/>
        <source>{source}: {n} roads are left out ({length}): {reason}.</source>
        <translation>
            <numerusform>{source}: {n} road is left out ({length}): {reason}.</numerusform>
            <numerusform>{source}: {n} roads are left out ({length}): {reason}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../core/network/lines.py"/>
        <source>{n} lines have a one-way value that is not known, such as “{value}”: they are taken as two-way.</source>
        <translation>
            <numerusform>{n} line has a one-way value that is not known, such as “{value}”: it is taken as two-way.</numerusform>
            <numerusform>{n} lines have a one-way value that is not known, such as “{value}”: they are taken as two-way.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../core/network/lines.py"/>
        <source>{n} lines have the speed 0: they are closed to cars.</source>
        <translation>
            <numerusform>{n} line has the speed 0: it is closed to cars.</numerusform>
            <numerusform>{n} lines have the speed 0: they are closed to cars.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../core/network/one_value.py"/>
        <source>{n} roads have several values of {tag}, such as “{stated}”: the first that can be used counts, here “{chosen}”.</source>
        <translation>
            <numerusform>{n} road has several values of {tag}, such as “{stated}”: the first that can be used counts, here “{chosen}”.</numerusform>
            <numerusform>{n} roads have several values of {tag}, such as “{stated}”: the first that can be used counts, here “{chosen}”.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../core/network/too_fast.py"/>
        <source>{n} roads have a speed of more than {most} km/h, such as “{value}”: the usual speed counts in its place.</source>
        <translation>
            <numerusform>{n} road has a speed of more than {most} km/h, “{value}”: the usual speed counts in its place.</numerusform>
            <numerusform>{n} roads have a speed of more than {most} km/h, such as “{value}”: the usual speed counts in its place.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../core/places/checks/cell_content.py"/>
        <source>The row has {n} cells where the header has {width}: it may be shifted.</source>
        <translation>
            <numerusform>The row has {n} cell where the header has {width}: it may be shifted.</numerusform>
            <numerusform>The row has {n} cells where the header has {width}: it may be shifted.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../core/places/checks/position.py"/>
        <source>The place has {n} points: it stands at their average, where nothing may be. Move it to one of them, or geocode its address.</source>
        <translation>
            <numerusform>The place has {n} point: it stands at their average, where nothing may be. Move it to one of them, or geocode its address.</numerusform>
            <numerusform>The place has {n} points: it stands at their average, where nothing may be. Move it to one of them, or geocode its address.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../core/places/checks/position.py"/>
        <source>{n} places stand on the very same point: this one, {others}.</source>
        <translation>
            <numerusform>{n} place stands on the very same point: this one, {others}.</numerusform>
            <numerusform>{n} places stand on the very same point: this one, {others}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../core/places/checks/position.py"/>
        <source>{n} places that have no address in common stand on the very same point: this one, {others}. It is maybe that of the town or the street: geocode them again.</source>
        <translation>
            <numerusform>{n} place that has no address in common stands on the very same point: this one, {others}. It is maybe that of the town or the street: geocode it again.</numerusform>
            <numerusform>{n} places that have no address in common stand on the very same point: this one, {others}. It is maybe that of the town or the street: geocode them again.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../core/places/checks/territory.py"/>
        <source>The point is the exact middle of the commune {name}, like that of {n} places in all: a default position. Geocode the address, or move the point.</source>
        <translation>
            <numerusform>The point is the exact middle of the commune {name}, like that of {n} place in all: a default position. Geocode the address, or move the point.</numerusform>
            <numerusform>The point is the exact middle of the commune {name}, like that of {n} places in all: a default position. Geocode the address, or move the point.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../core/places/checks/update_dates.py"/>
        <source>{n} months</source>
        <translation>
            <numerusform>{n} month</numerusform>
            <numerusform>{n} months</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../core/places/recognising/guessing.py"/>
        <source>{n} columns are named after the days of the week.</source>
        <translation>
            <numerusform>{n} column is named after the days of the week.</numerusform>
            <numerusform>{n} columns are named after the days of the week.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../core/places/recognising/mapping.py"/>
        <source>“hours” gives {n} columns: give one in OpenStreetMap's syntax, or seven from Monday on (fourteen where mornings and afternoons are apart), with an empty text for a day without a column</source>
        <translation>
            <numerusform>“hours” gives {n} column: give one in OpenStreetMap's syntax, or seven from Monday on (fourteen where mornings and afternoons are apart), with an empty text for a day without a column</numerusform>
            <numerusform>“hours” gives {n} columns: give one in OpenStreetMap's syntax, or seven from Monday on (fourteen where mornings and afternoons are apart), with an empty text for a day without a column</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../core/places/recognising/recognition.py"/>
        <source>{n} columns</source>
        <translation>
            <numerusform>{n} column</numerusform>
            <numerusform>{n} columns</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../core/places/report.py"/>
        <source>Made on {day}. {n} findings.</source>
        <translation>
            <numerusform>Made on {day}. {n} finding.</numerusform>
            <numerusform>Made on {day}. {n} findings.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../core/territories/fragility_words.py"/>
        <source>{variable}: compared with {value}, the {word} of {n} territories.</source>
        <translation>
            <numerusform>{variable}: compared with {value}, the {word} of {n} territory.</numerusform>
            <numerusform>{variable}: compared with {value}, the {word} of {n} territories.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../core/territories/fragility_words.py"/>
        <source>… and {n} others.</source>
        <translation>
            <numerusform>… and {n} other.</numerusform>
            <numerusform>… and {n} others.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../core/territories/joining/columns.py"/>
        <source>{n} codes shared</source>
        <translation>
            <numerusform>{n} code shared</numerusform>
            <numerusform>{n} codes shared</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../core/territories/units.py"/>
        <source>{column}: {n} values are below 0 (the first, {value}, in row {row}), and cannot be compared with a reference. Leave the cells empty where the figure is unknown.</source>
        <translation>
            <numerusform>{column}: {n} value is below 0 ({value} in row {row}), and cannot be compared with a reference. Leave the cell empty where the figure is unknown.</numerusform>
            <numerusform>{column}: {n} values are below 0 (the first, {value}, in row {row}), and cannot be compared with a reference. Leave the cells empty where the figure is unknown.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../core/territories/units.py"/>
        <source>{column}: {n} values are too high (the first, {value}, in row {row}): {limit}. Correct them: their unit or their decimal mark is not that of the other cells.</source>
        <translation>
            <numerusform>{column}: {n} value is too high ({value} in row {row}): {limit}. Correct it: its unit or its decimal mark is not that of the other cells.</numerusform>
            <numerusform>{column}: {n} values are too high (the first, {value}, in row {row}): {limit}. Correct them: their unit or their decimal mark is not that of the other cells.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../ui/report_page.py"/>
        <source>Apply the proposals of all {n} listed lines “{check}”? They become one edit of the layer of places, which Undo takes back.</source>
        <translation>
            <numerusform>Apply the proposal of the {n} listed line “{check}”? It becomes one edit of the layer of places, which Undo takes back.</numerusform>
            <numerusform>Apply the proposals of all {n} listed lines “{check}”? They become one edit of the layer of places, which Undo takes back.</numerusform>
        </translation>
    </message>
</context>
</TS>
