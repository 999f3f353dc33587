<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="fr_FR" sourcelanguage="en">
<context>
    <name>maillage</name>
    <message>
        <location filename="../core/access/coverage_words.py"/>
        <source>Fragile means a score above {threshold}.</source>
        <translation>Sont dits fragiles les territoires dont le score dépasse {threshold}.</translation>
    </message>
    <message>
        <location filename="../core/access/coverage_words.py"/>
        <source>Inhabitants on the network who can reach no place at all, {what}: {people}. Their roads end at its edge or join no others; they count as uncovered, and in no mean.</source>
        <translation>Habitants du réseau qui ne peuvent atteindre aucun lieu, {what} : {people}. Leurs routes s’arrêtent au bord du réseau ou n’en rejoignent pas d’autres ; ils comptent comme non couverts, et dans aucune moyenne.</translation>
    </message>
    <message>
        <location filename="../core/access/coverage_words.py"/>
        <location filename="../core/access/evolution_words.py"/>
        <source>Nobody is known to live inside the network: there are no access figures. Check the field of inhabitants, and that the network covers the demand.</source>
        <translation>On ne connaît pas d’habitants dans le réseau : il n’y a pas de chiffres d’accès. Vérifiez le champ des habitants, et que le réseau couvre la demande.</translation>
    </message>
    <message>
        <location filename="../core/access/coverage_words.py"/>
        <source>Of the inhabitants on the network, {what}: {shares}.</source>
        <translation>Parmi les habitants du réseau, {what} : {shares}.</translation>
    </message>
    <message>
        <location filename="../core/access/coverage_words.py"/>
        <source>Territories inside the network: {inside}, partly outside: {partly}, outside, without access figures: {outside}.</source>
        <translation>Territoires dans le réseau : {inside}, partiellement hors du réseau : {partly}, hors du réseau, sans chiffres d’accès : {outside}.</translation>
    </message>
    <message>
        <location filename="../core/access/coverage_words.py"/>
        <source>{share} within {minutes} min</source>
        <translation>{share} à {minutes} min</translation>
    </message>
    <message>
        <location filename="../core/access/evolution_words.py"/>
        <source>Inhabitants of the network within {minutes} min {by_mode} of a place: {before} before, {after} now ({people}).</source>
        <translation>Habitants du réseau à {minutes} min au plus d’un lieu {by_mode} : {before} avant, {after} maintenant ({people}).</translation>
    </message>
    <message>
        <location filename="../core/access/figure_titles.py"/>
        <source>%</source>
        <translation> %</translation>
    </message>
    <message>
        <location filename="../core/access/figure_titles.py"/>
        <source>Change of the share of the population within {within} of a place</source>
        <translation>Évolution de la part de la population à moins de {within} d’un lieu</translation>
    </message>
    <message>
        <location filename="../core/access/figure_titles.py"/>
        <source>Concentration index</source>
        <translation>Indice de concentration</translation>
    </message>
    <message>
        <location filename="../core/access/figure_titles.py"/>
        <source>Fixed places per 10,000 inhabitants</source>
        <translation>Lieux fixes pour 10 000 habitants</translation>
    </message>
    <message>
        <location filename="../core/access/figure_titles.py"/>
        <source>Fragile inhabitants beyond {reach}</source>
        <translation>Habitants fragiles à plus de {reach}</translation>
    </message>
    <message>
        <location filename="../core/access/figure_titles.py"/>
        <source>Fragile inhabitants within {reach}</source>
        <translation>Habitants fragiles à moins de {reach}</translation>
    </message>
    <message>
        <location filename="../core/access/figure_titles.py"/>
        <source>Fragile population</source>
        <translation>Population fragile</translation>
    </message>
    <message>
        <location filename="../core/access/figure_titles.py"/>
        <location filename="../core/atlas/equity_page.py"/>
        <source>Fragility and travel time</source>
        <translation>Fragilité et temps de trajet</translation>
    </message>
    <message>
        <location filename="../core/access/figure_titles.py"/>
        <source>Fragility of the average inhabitant</source>
        <translation>Fragilité de l’habitant moyen</translation>
    </message>
    <message>
        <location filename="../core/access/figure_titles.py"/>
        <source>Further inhabitants within {reach} of a place that does not say</source>
        <translation>Habitants de plus à moins de {reach} d’un lieu qui ne le dit pas</translation>
    </message>
    <message>
        <location filename="../core/access/figure_titles.py"/>
        <source>Gini index of travel times</source>
        <translation>Indice de Gini des temps de trajet</translation>
    </message>
    <message>
        <location filename="../core/access/figure_titles.py"/>
        <source>Highest fragility</source>
        <translation>Fragilité la plus forte</translation>
    </message>
    <message>
        <location filename="../core/access/figure_titles.py"/>
        <source>Inhabitants outside the network</source>
        <translation>Habitants hors du réseau</translation>
    </message>
    <message>
        <location filename="../core/access/figure_titles.py"/>
        <source>Inhabitants within {reach}</source>
        <translation>Habitants à moins de {reach}</translation>
    </message>
    <message>
        <location filename="../core/access/figure_titles.py"/>
        <source>Itinerant places</source>
        <translation>Lieux itinérants</translation>
    </message>
    <message>
        <location filename="../core/access/figure_titles.py"/>
        <source>Lowest fragility</source>
        <translation>Fragilité la plus faible</translation>
    </message>
    <message>
        <location filename="../core/access/figure_titles.py"/>
        <source>Mean minutes to a place</source>
        <translation>Minutes moyennes vers un lieu</translation>
    </message>
    <message>
        <location filename="../core/access/figure_titles.py"/>
        <source>Mean straight-line distance to a place (km)</source>
        <translation>Distance moyenne à vol d’oiseau jusqu’à un lieu (km)</translation>
    </message>
    <message>
        <location filename="../core/access/figure_titles.py"/>
        <source>Median minutes to a place</source>
        <translation>Temps médian jusqu’à un lieu (minutes)</translation>
    </message>
    <message>
        <location filename="../core/access/figure_titles.py"/>
        <source>Median straight-line distance to a place (km)</source>
        <translation>Distance médiane à vol d’oiseau jusqu’à un lieu (km)</translation>
    </message>
    <message>
        <location filename="../core/access/figure_titles.py"/>
        <source>Minutes</source>
        <translation>Minutes</translation>
    </message>
    <message>
        <location filename="../core/access/figure_titles.py"/>
        <source>Nearest place</source>
        <translation>Lieu le plus proche</translation>
    </message>
    <message>
        <location filename="../core/access/figure_titles.py"/>
        <source>Ninth decile of travel times over the first</source>
        <translation>Rapport interdécile des temps (D9/D1)</translation>
    </message>
    <message>
        <location filename="../core/access/figure_titles.py"/>
        <source>Palma ratio of travel times</source>
        <translation>Ratio de Palma des temps de trajet</translation>
    </message>
    <message>
        <location filename="../core/access/figure_titles.py"/>
        <location filename="../core/algorithms/atlas.py"/>
        <location filename="../core/algorithms/build_project.py"/>
        <location filename="../core/algorithms/coverage.py"/>
        <location filename="../core/algorithms/export_web.py"/>
        <location filename="../core/algorithms/floating_catchment.py"/>
        <location filename="../core/algorithms/geocode_places.py"/>
        <location filename="../core/algorithms/isochrones.py"/>
        <location filename="../core/algorithms/load_census.py"/>
        <location filename="../core/algorithms/save_census.py"/>
        <location filename="../core/algorithms/straight_line.py"/>
        <location filename="../core/algorithms/travel_times.py"/>
        <location filename="../core/atlas/offer_page.py"/>
        <location filename="../core/layers/project.py"/>
        <location filename="../core/layers/roles.py"/>
        <source>Places</source>
        <translation>Lieux</translation>
    </message>
    <message>
        <location filename="../core/access/figure_titles.py"/>
        <location filename="../ui/whatif/tables.py"/>
        <source>Places closed</source>
        <translation>Lieux fermés</translation>
    </message>
    <message>
        <location filename="../core/access/figure_titles.py"/>
        <source>Places moved</source>
        <translation>Lieux déplacés</translation>
    </message>
    <message>
        <location filename="../core/access/figure_titles.py"/>
        <source>Places opened</source>
        <translation>Lieux ouverts</translation>
    </message>
    <message>
        <location filename="../core/access/figure_titles.py"/>
        <source>Places per 10,000 inhabitants</source>
        <translation>Lieux pour 10 000 habitants</translation>
    </message>
    <message>
        <location filename="../core/access/figure_titles.py"/>
        <source>Places that do not say</source>
        <translation>Lieux qui ne le disent pas</translation>
    </message>
    <message>
        <location filename="../core/access/figure_titles.py"/>
        <source>Places that offer it</source>
        <translation>Lieux qui le proposent</translation>
    </message>
    <message>
        <location filename="../core/access/figure_titles.py"/>
        <source>Population</source>
        <translation>Population</translation>
    </message>
    <message>
        <location filename="../core/access/figure_titles.py"/>
        <source>Priority</source>
        <translation>Priorité</translation>
    </message>
    <message>
        <location filename="../core/access/figure_titles.py"/>
        <source>Priority: fragile and far (0 to 100)</source>
        <translation>Priorité : fragile et loin (0 à 100)</translation>
    </message>
    <message>
        <location filename="../core/access/figure_titles.py"/>
        <source>Share of inhabitants within {reach}</source>
        <translation>Part des habitants à moins de {reach}</translation>
    </message>
    <message>
        <location filename="../core/access/figure_titles.py"/>
        <source>Share of the population within {within} of a place</source>
        <translation>Part de la population à moins de {within} d’un lieu</translation>
    </message>
    <message>
        <location filename="../core/access/figure_titles.py"/>
        <source>Straight-line distance to a place</source>
        <translation>Distance à vol d’oiseau jusqu’à un lieu</translation>
    </message>
    <message>
        <location filename="../core/access/figure_titles.py"/>
        <source>The same, of fragile inhabitants (km)</source>
        <translation>Distance moyenne à vol d’oiseau des habitants fragiles (km)</translation>
    </message>
    <message>
        <location filename="../core/access/figure_titles.py"/>
        <source>Thirds of fragility and of time (3: the worst)</source>
        <translation>Tiers de fragilité et de temps (3 : le pire)</translation>
    </message>
    <message>
        <location filename="../core/access/figure_titles.py"/>
        <source>Within reach per 10,000 inhabitants</source>
        <translation>Accessible pour 10 000 habitants</translation>
    </message>
    <message>
        <location filename="../core/access/figure_titles.py"/>
        <source>{figure}, before</source>
        <translation>{figure}, avant</translation>
    </message>
    <message>
        <location filename="../core/access/figure_titles.py"/>
        <source>{figure}, change</source>
        <translation>{figure}, évolution</translation>
    </message>
    <message>
        <location filename="../core/access/figure_titles.py"/>
        <source>{figure}, {by_mode}</source>
        <translation>{figure}, {by_mode}</translation>
    </message>
    <message>
        <location filename="../core/access/figure_titles.py"/>
        <location filename="../core/atlas/access_page.py"/>
        <location filename="../core/atlas/cover.py"/>
        <source>{minutes} min</source>
        <translation>{minutes} min</translation>
    </message>
    <message>
        <location filename="../core/access/figure_titles.py"/>
        <source>{minutes} min {by_mode}</source>
        <translation>{minutes} min {by_mode}</translation>
    </message>
    <message>
        <location filename="../core/access/figure_titles.py"/>
        <source> km</source>
        <translation> km</translation>
    </message>
    <message>
        <location filename="../core/access/figure_titles.py"/>
        <source> min</source>
        <translation> min</translation>
    </message>
    <message>
        <location filename="../core/access/figure_titles.py"/>
        <source> points</source>
        <translation> points</translation>
    </message>
    <message>
        <location filename="../core/access/given_layers.py"/>
        <source> It says that it is: {role}.</source>
        <translation> Elle dit d’elle-même : {role}.</translation>
    </message>
    <message>
        <location filename="../core/access/given_layers.py"/>
        <source>Codes have lost their zeros: keep them as text.</source>
        <translation>Des codes ont perdu leurs zéros : gardez-les comme texte.</translation>
    </message>
    <message>
        <location filename="../core/access/given_layers.py"/>
        <source>Give the figures of these territories, or mend the codes.</source>
        <translation>Donnez les chiffres de ces territoires, ou corrigez les codes.</translation>
    </message>
    <message>
        <location filename="../core/access/given_layers.py"/>
        <source>Nothing of {layer} lies where {other} is. Check that both are of the same territory, and their coordinate systems.</source>
        <translation>Rien de {layer} ne se trouve là où est {other}. Vérifiez que les deux portent sur le même territoire, et leurs systèmes de coordonnées.</translation>
    </message>
    <message>
        <location filename="../core/access/given_layers.py"/>
        <source>{layer} and {territories} share no code: the column {column} of {layer} holds {codes}, the column {wanted} of {territories} holds {known}. {advice}</source>
        <translation>{layer} et {territories} n’ont aucun code en commun : la colonne {column} de {layer} contient {codes}, la colonne {wanted} de {territories} contient {known}. {advice}</translation>
    </message>
    <message>
        <location filename="../core/access/given_layers.py"/>
        <location filename="../core/territories/zones.py"/>
        <source>{layer} has no column {wanted}. Its columns are: {columns}.</source>
        <translation>{layer} n’a pas de colonne {wanted}. Ses colonnes sont : {columns}.</translation>
    </message>
    <message>
        <location filename="../core/access/given_layers.py"/>
        <source>{layer} has polygons without a mode, or whose minutes are no number{example}. Give the polygons made by “Isochrones”.</source>
        <translation>{layer} a des polygones sans mode, ou dont les minutes ne sont pas un nombre{example}. Donnez les polygones produits par « Isochrones ».</translation>
    </message>
    <message>
        <location filename="../core/access/given_layers.py"/>
        <source>{layer} holds figures {modes}, and {other} none: they may not be of one run.</source>
        <translation>{layer} contient des chiffres {modes}, et {other} n’en a pas : ils ne viennent peut-être pas du même calcul.</translation>
    </message>
    <message>
        <location filename="../core/access/given_layers.py"/>
        <source>{layer} holds no figure of coverage: no column is a share of the inhabitants within reach, such as share_10.{role} Its columns are: {columns}. Give what “Coverage of the population” made.</source>
        <translation>{layer} ne contient aucun chiffre de couverture : aucune colonne n’est une part des habitants à portée, telle que share_10.{role} Ses colonnes sont : {columns}. Donnez ce que « Couverture de la population » a produit.</translation>
    </message>
    <message>
        <location filename="../core/access/given_layers.py"/>
        <source>{layer} holds no row: nothing of it is shown.</source>
        <translation>{layer} ne contient aucune ligne : rien n’en est montré.</translation>
    </message>
    <message numerus="yes">
        <location filename="../core/access/given_layers.py"/>
        <source>{layer} holds {n} codes of no territory: {codes}.</source>
        <translation>
            <numerusform>{layer} contient {n} code qui n’est celui d’aucun territoire : {codes}.</numerusform>
            <numerusform>{layer} contient {n} codes qui ne sont ceux d’aucun territoire : {codes}.</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../core/access/given_layers.py"/>
        <source>{layer} lacks the columns {columns}: the figures that need them are left out.</source>
        <translation>Il manque à {layer} les colonnes {columns} : les chiffres qui en dépendent sont omis.</translation>
    </message>
    <message numerus="yes">
        <location filename="../core/access/given_layers.py"/>
        <source>{layer} lacks {n} territories, which have no figures of it: {names}.</source>
        <translation>
            <numerusform>Il manque {n} territoire dans {layer}, dont il n’y a donc pas de chiffres : {names}.</numerusform>
            <numerusform>Il manque {n} territoires dans {layer}, dont il n’y a donc pas de chiffres : {names}.</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../core/access/given_layers.py"/>
        <source>{layer}: no row has a number in a column {column}: it is shown as unknown.</source>
        <translation>{layer} : aucune ligne n’a de nombre dans une colonne {column} : ce chiffre est donné comme inconnu.</translation>
    </message>
    <message>
        <location filename="../core/access/given_layers.py"/>
        <source>{layer}: no row has a number in the columns {columns}: these figures are unknown for all territories.</source>
        <translation>{layer} : aucune ligne n’a de nombre dans les colonnes {columns} : ces chiffres sont inconnus pour tous les territoires.</translation>
    </message>
    <message numerus="yes">
        <location filename="../core/access/given_layers.py"/>
        <source>{n} places stand in no territory of {layer}.</source>
        <translation>
            <numerusform>{n} lieu n’est dans aucun territoire de {layer}.</numerusform>
            <numerusform>{n} lieux ne sont dans aucun territoire de {layer}.</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../core/access/scenario.py"/>
        <source>New place {number}</source>
        <translation>Nouveau lieu {number}</translation>
    </message>
    <message>
        <location filename="../core/access/scenario.py"/>
        <location filename="../ui/whatif/scenario_bar.py"/>
        <source>Scenario</source>
        <translation>Scénario</translation>
    </message>
    <message>
        <location filename="../core/access/scenario.py"/>
        <source>The scenarios kept in this project cannot be read ({reason}). They are left as they are: open the project with the version of Maillage that wrote them.</source>
        <translation>Les scénarios enregistrés dans ce projet ne peuvent être lus ({reason}). Ils restent tels quels : ouvrez le projet avec la version de Maillage qui les a écrits.</translation>
    </message>
    <message>
        <location filename="../core/access/scenario.py"/>
        <source>“{name}” is none of its scenarios</source>
        <translation>« {name} » n’est aucun de ses scénarios</translation>
    </message>
    <message>
        <location filename="../core/access/scenario.py"/>
        <source>“{name}” is nowhere on the globe</source>
        <translation>« {name} » n’est nulle part sur le globe</translation>
    </message>
    <message>
        <location filename="../core/access/services.py"/>
        <source>No place states the code {code}. The codes stated are: {codes}.</source>
        <translation>Aucun lieu ne porte le code {code}. Les codes renseignés sont : {codes}.</translation>
    </message>
    <message>
        <location filename="../core/access/siting/exact.py"/>
        <source>The exact answer would take too much memory (pairs of a site and people: {size}; at most {largest}). Give fewer candidates or a shorter limit, or choose the greedy answer.</source>
        <translation>La réponse exacte demanderait trop de mémoire (couples d’un emplacement et d’habitants : {size} ; au plus {largest}). Donnez moins d’emplacements possibles ou une durée limite plus courte, ou choisissez la réponse immédiate.</translation>
    </message>
    <message>
        <location filename="../core/access/siting/problem.py"/>
        <source>No place is reached by anybody, so that there is no travel time to shorten. Choose maxcover, or a network that joins the places.</source>
        <translation>Personne n’atteint de lieu : il n’y a aucun temps de trajet à raccourcir. Choisissez maxcover, ou un réseau relié aux lieux.</translation>
    </message>
    <message>
        <location filename="../core/access/siting/siting_words.py"/>
        <source>Exact answer: it is proved that no other sites would gain more.</source>
        <translation>Réponse exacte : il est prouvé qu’aucun autre choix d’emplacements ne gagnerait davantage.</translation>
    </message>
    <message>
        <location filename="../core/access/siting/siting_words.py"/>
        <source>Greedy answer: each site gains the most beside those before it. Together they gain at least 63 % of what the best sites would; usually nearly all of it.</source>
        <translation>Réponse immédiate : chaque emplacement gagne le plus possible en plus des précédents. Ensemble, ils gagnent au moins 63 % de ce que gagneraient les meilleurs emplacements ; d’ordinaire, presque tout.</translation>
    </message>
    <message>
        <location filename="../core/access/siting/siting_words.py"/>
        <source>Greedy answer: each site gains the most beside those before it. With one of each group, together they gain at least half of what the best sites would; usually nearly all of it.</source>
        <translation>Réponse immédiate : chaque emplacement est celui qui gagne le plus en plus des précédents. Avec un seul par groupe, ils gagnent ensemble au moins la moitié de ce que gagneraient les meilleurs ; presque tout, en général.</translation>
    </message>
    <message>
        <location filename="../core/access/siting/siting_words.py"/>
        <source>It is proved that other sites would gain at most {gap} more (gap).</source>
        <translation>Il est prouvé que d’autres emplacements gagneraient au plus {gap} de plus (écart).</translation>
    </message>
    <message numerus="yes">
        <location filename="../core/access/siting/siting_words.py"/>
        <source>Looking for the best sites of all, for at most {n} seconds.</source>
        <translation>
            <numerusform>Recherche des meilleurs emplacements de tous, pendant {n} seconde au plus.</numerusform>
            <numerusform>Recherche des meilleurs emplacements de tous, pendant {n} secondes au plus.</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../core/access/siting/siting_words.py"/>
        <source>No candidate would gain anybody: all are places of today, which count already. To find those to reinforce, give the service that they lack (SERVICE); else give other candidates.</source>
        <translation>Aucun emplacement ne ferait gagner personne : tous sont des lieux d’aujourd’hui, qui comptent déjà. Pour trouver ceux à renforcer, donnez le service qui leur manque (SERVICE) ; sinon, donnez d’autres emplacements.</translation>
    </message>
    <message>
        <location filename="../core/access/siting/siting_words.py"/>
        <source>No candidate would gain anybody: none is near those who are left out today. Give other candidates, or a longer limit.</source>
        <translation>Aucun emplacement possible ne gagnerait d’habitants : aucun n’est proche de ceux qui restent à l’écart aujourd’hui. Donnez d’autres emplacements, ou une durée limite plus longue.</translation>
    </message>
    <message>
        <location filename="../core/access/siting/siting_words.py"/>
        <source>Sites asked for: {count}, found: {found}. Beside them, no other candidate gains anything.</source>
        <translation>Emplacements demandés : {count}, trouvés : {found}. En plus de ceux-là, aucun autre ne gagne quoi que ce soit.</translation>
    </message>
    <message>
        <location filename="../core/access/siting/siting_words.py"/>
        <source>Sites asked for: {count}, found: {found}. Other candidates would gain something, but their territory or group has its site already.</source>
        <translation>Emplacements demandés : {count}, trouvés : {found}. D’autres emplacements gagneraient quelque chose, mais leur territoire ou leur groupe a déjà le sien.</translation>
    </message>
    <message>
        <location filename="../core/access/siting/siting_words.py"/>
        <source>Sites asked for: {count}, found: {found}. With them, nobody is left beyond the limit.</source>
        <translation>Emplacements demandés : {count}, trouvés : {found}. Avec eux, plus personne n’est au-delà de la limite.</translation>
    </message>
    <message>
        <location filename="../core/access/siting/siting_words.py"/>
        <source>Sites proposed: {count}. Gain in {people}: {gain}, or {share} of those who are too far today.</source>
        <translation>Emplacements proposés : {count}. Gain en {people} : {gain}, soit {share} de ceux qui sont trop loin aujourd’hui.</translation>
    </message>
    <message>
        <location filename="../core/access/siting/siting_words.py"/>
        <source>Sites proposed: {count}. Spared of the travel time of all {people} together: {share}, or {gain} of {total} min, one journey each.</source>
        <translation>Emplacements proposés : {count}. Part épargnée du temps de trajet de tous les {people} réunis : {share}, soit {gain} min sur {total}, pour un trajet chacun.</translation>
    </message>
    <message>
        <location filename="../core/access/siting/siting_words.py"/>
        <source>Still beyond the limit ({people}): {left}.</source>
        <translation>Toujours au-delà de la limite ({people}) : {left}.</translation>
    </message>
    <message>
        <location filename="../core/access/siting/siting_words.py"/>
        <source>The time was over before the best sites were proved: others would gain at most {gap} more (gap). Give it longer (TIME_LIMIT) to be surer.</source>
        <translation>Le temps s’est écoulé avant que le meilleur choix soit prouvé : d’autres emplacements gagneraient au plus {gap} de plus (écart). Donnez-lui plus de temps (TIME_LIMIT) pour en être plus sûr.</translation>
    </message>
    <message>
        <location filename="../core/access/siting/siting_words.py"/>
        <source>fragile inhabitants</source>
        <translation>habitants fragiles</translation>
    </message>
    <message>
        <location filename="../core/access/siting/siting_words.py"/>
        <location filename="../core/atlas/cover.py"/>
        <location filename="../ui/whatif/tables.py"/>
        <source>inhabitants</source>
        <translation>habitants</translation>
    </message>
    <message>
        <location filename="../core/access/siting/siting_words.py"/>
        <source>minutes spared, all journeys together</source>
        <translation>minutes épargnées, tous trajets confondus</translation>
    </message>
    <message numerus="yes">
        <location filename="../core/access/siting/siting_words.py"/>
        <source>{n} candidates would gain nobody: {named}</source>
        <translation>
            <numerusform>{n} emplacement possible ne gagnerait personne : {named}</numerusform>
            <numerusform>{n} emplacements possibles ne gagneraient personne : {named}</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../core/access/whatif.py"/>
        <source>No road is near this point, so nobody can travel to it. Choose another point.</source>
        <translation>Aucune route n’est proche de ce point : personne ne peut s’y rendre. Choisissez un autre point.</translation>
    </message>
    <message>
        <location filename="../core/algorithms/atlas.py"/>
        <source>Also one PDF of all the dossiers</source>
        <translation>Produire aussi un PDF unique de tous les dossiers</translation>
    </message>
    <message>
        <location filename="../core/algorithms/atlas.py"/>
        <source>Communes with their scores</source>
        <translation>Communes avec leurs scores</translation>
    </message>
    <message>
        <location filename="../core/algorithms/atlas.py"/>
        <location filename="../core/algorithms/coverage.py"/>
        <location filename="../core/layers/roles.py"/>
        <source>Coverage in all</source>
        <translation>Couverture d’ensemble</translation>
    </message>
    <message>
        <location filename="../core/algorithms/atlas.py"/>
        <source>Coverage of the territories</source>
        <translation>Couverture des territoires</translation>
    </message>
    <message>
        <location filename="../core/algorithms/atlas.py"/>
        <source>Field of the territory's code</source>
        <translation>Champ du code des territoires</translation>
    </message>
    <message>
        <location filename="../core/algorithms/atlas.py"/>
        <source>Folder of the dossiers</source>
        <translation>Dossier de sortie</translation>
    </message>
    <message>
        <location filename="../core/algorithms/atlas.py"/>
        <location filename="../core/algorithms/build_project.py"/>
        <location filename="../core/algorithms/export_web.py"/>
        <location filename="../core/algorithms/isochrones.py"/>
        <location filename="../core/layers/roles.py"/>
        <location filename="../ui/steps.py"/>
        <source>Isochrones</source>
        <translation>Isochrones</translation>
    </message>
    <message>
        <location filename="../core/algorithms/atlas.py"/>
        <source>Language</source>
        <translation>Langue</translation>
    </message>
    <message>
        <location filename="../core/algorithms/atlas.py"/>
        <location filename="../core/algorithms/coverage.py"/>
        <location filename="../core/layers/roles.py"/>
        <source>Lorenz curves of the times</source>
        <translation>Courbes de Lorenz des temps</translation>
    </message>
    <message>
        <location filename="../core/algorithms/atlas.py"/>
        <source>Make the atlas</source>
        <translation>Produire l’atlas</translation>
    </message>
    <message>
        <location filename="../core/algorithms/atlas.py"/>
        <source>Only the territories of these codes, separated by commas</source>
        <translation>Seulement les territoires de ces codes, séparés par des virgules</translation>
    </message>
    <message>
        <location filename="../core/algorithms/atlas.py"/>
        <source>Page size</source>
        <translation>Format de page</translation>
    </message>
    <message>
        <location filename="../core/algorithms/atlas.py"/>
        <source>Remove the dossiers of territories that are no more</source>
        <translation>Supprimer les dossiers des territoires disparus</translation>
    </message>
    <message>
        <location filename="../core/algorithms/atlas.py"/>
        <location filename="../core/algorithms/join_index.py"/>
        <location filename="../core/layers/roles.py"/>
        <location filename="../ui/figures_page.py"/>
        <source>Territories</source>
        <translation>Territoires</translation>
    </message>
    <message>
        <location filename="../core/algorithms/atlas.py"/>
        <location filename="../core/algorithms/coverage.py"/>
        <location filename="../core/layers/roles.py"/>
        <source>Times by tenth of fragility</source>
        <translation>Temps par dixième de fragilité</translation>
    </message>
    <message>
        <location filename="../core/algorithms/base.py"/>
        <location filename="../core/common/progress.py"/>
        <source>Cancelled.</source>
        <translation>Annulé.</translation>
    </message>
    <message>
        <location filename="../core/algorithms/build_network.py"/>
        <source>Build the road network</source>
        <translation>Construire le réseau routier</translation>
    </message>
    <message>
        <location filename="../core/algorithms/build_network.py"/>
        <location filename="../core/inputs/trips.py"/>
        <source>Choose at least one mode: {modes}.</source>
        <translation>Choisissez au moins un mode de déplacement : {modes}.</translation>
    </message>
    <message>
        <location filename="../core/algorithms/build_network.py"/>
        <source>Junctions: {junctions}, edges: {edges}, length of the roads: {length}.</source>
        <translation>Carrefours : {junctions}, tronçons : {edges}, longueur des routes : {length}.</translation>
    </message>
    <message>
        <location filename="../core/algorithms/build_network.py"/>
        <location filename="../core/algorithms/parameters.py"/>
        <source>Maillage network (*.npz)</source>
        <translation>Réseau Maillage (*.npz)</translation>
    </message>
    <message>
        <location filename="../core/algorithms/build_network.py"/>
        <location filename="../core/algorithms/coverage.py"/>
        <location filename="../core/algorithms/evolution.py"/>
        <source>Modes</source>
        <translation>Modes de déplacement</translation>
    </message>
    <message>
        <location filename="../core/algorithms/build_network.py"/>
        <location filename="../core/algorithms/parameters.py"/>
        <location filename="../core/layers/roles.py"/>
        <source>Network file</source>
        <translation>Fichier du réseau</translation>
    </message>
    <message>
        <location filename="../core/algorithms/build_network.py"/>
        <source>No field of {layer} is known: every mode may use every line, both ways, and cars go at 50 km/h. Choose the fields of the speed and of the one-way, if it has them.</source>
        <translation>Aucun champ de {layer} n’est reconnu : tous les modes peuvent emprunter toutes les lignes, dans les deux sens, et les voitures roulent à 50 km/h. Choisissez les champs de la vitesse et du sens unique, si la couche en a.</translation>
    </message>
    <message>
        <location filename="../core/algorithms/build_network.py"/>
        <source>No road to travel {by_mode}: nothing is timed.</source>
        <translation>Aucune route praticable {by_mode} : aucun temps n’est calculé.</translation>
    </message>
    <message>
        <location filename="../core/algorithms/build_network.py"/>
        <source>One-way (line layers)</source>
        <translation>Sens unique (couches de lignes)</translation>
    </message>
    <message>
        <location filename="../core/algorithms/build_network.py"/>
        <source>Roads (OpenStreetMap file or line layer)</source>
        <translation>Routes (fichier OpenStreetMap ou couche de lignes)</translation>
    </message>
    <message>
        <location filename="../core/algorithms/build_network.py"/>
        <source>Speed by car, km/h (line layers)</source>
        <translation>Vitesse en voiture, en km/h (couches de lignes)</translation>
    </message>
    <message>
        <location filename="../core/algorithms/build_network.py"/>
        <source>The largest part of the network in which one can go everywhere {by_mode} holds only {share} of its roads: do the lines share their end points?</source>
        <translation>La plus grande partie du réseau dans laquelle on peut aller partout {by_mode} ne contient que {share} de ses routes : les lignes partagent-elles leurs extrémités ?</translation>
    </message>
    <message>
        <location filename="../core/algorithms/build_network.py"/>
        <location filename="../core/inputs/people.py"/>
        <source>The layer {layer} has no field {field}. Its fields are: {fields}.</source>
        <translation>La couche {layer} n’a pas de champ {field}. Ses champs sont : {fields}.</translation>
    </message>
    <message numerus="yes">
        <location filename="../core/algorithms/build_network.py"/>
        <source>The layer {layer} has {n} features and no line of two points or more. Choose a layer of roads.</source>
        <translation>
            <numerusform>La couche {layer} compte {n} entité mais aucune ligne d’au moins deux points. Choisissez une couche de routes.</numerusform>
            <numerusform>La couche {layer} compte {n} entités mais aucune ligne d’au moins deux points. Choisissez une couche de routes.</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../core/algorithms/build_network.py"/>
        <source>The network is in a temporary file, which goes when QGIS closes: give the network file a name to keep it.</source>
        <translation>Le réseau est dans un fichier temporaire, qui disparaît à la fermeture de QGIS : donnez un nom au fichier du réseau pour le garder.</translation>
    </message>
    <message>
        <location filename="../core/algorithms/build_network.py"/>
        <source>The walking speed is {kmh}. Give one from {slowest} to {fastest}: 4 is a stroll, 5.1 a brisk walk.</source>
        <translation>La vitesse de marche est de {kmh}. Donnez-en une de {slowest} à {fastest} : 4 pour un pas tranquille, 5,1 pour un bon pas.</translation>
    </message>
    <message>
        <location filename="../core/algorithms/build_network.py"/>
        <source>Walking speed (km/h)</source>
        <translation>Vitesse de marche (km/h)</translation>
    </message>
    <message>
        <location filename="../core/algorithms/build_network.py"/>
        <source>{layer} is read as BD TOPO road sections: nature, access, direction and mean speed come from the fields {fields}.</source>
        <translation>{layer} est lue comme des tronçons de route de la BD TOPO : la nature, les accès, le sens et la vitesse moyenne viennent des champs {fields}.</translation>
    </message>
    <message>
        <location filename="../core/algorithms/build_network.py"/>
        <source>{layer} is read as roads of OpenStreetMap, by the fields {fields}.</source>
        <translation>{layer} est lue comme des routes d’OpenStreetMap, d’après les champs {fields}.</translation>
    </message>
    <message numerus="yes">
        <location filename="../core/algorithms/build_network.py"/>
        <source>{n} features of {layer} have no line and are left out.</source>
        <translation>
            <numerusform>{n} entité de {layer} n’a pas de ligne et est laissée de côté.</numerusform>
            <numerusform>{n} entités de {layer} n’ont pas de ligne et sont laissées de côté.</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../core/algorithms/build_network.py"/>
        <source>{path}: give the network file a name in .npz.</source>
        <translation>{path} : donnez au fichier de réseau un nom en .npz.</translation>
    </message>
    <message>
        <location filename="../core/algorithms/build_project.py"/>
        <source>Build the styled project</source>
        <translation>Créer le projet mis en forme</translation>
    </message>
    <message>
        <location filename="../core/algorithms/build_project.py"/>
        <location filename="../core/algorithms/coverage.py"/>
        <location filename="../core/algorithms/export_web.py"/>
        <location filename="../core/algorithms/groups.py"/>
        <location filename="../core/layers/roles.py"/>
        <location filename="../ui/steps.py"/>
        <source>Coverage</source>
        <translation>Couverture</translation>
    </message>
    <message>
        <location filename="../core/algorithms/build_project.py"/>
        <location filename="../ui/steps.py"/>
        <source>Project</source>
        <translation>Projet</translation>
    </message>
    <message numerus="yes">
        <location filename="../core/algorithms/build_project.py"/>
        <source>Project written with {n} layers: {path}</source>
        <translation>
            <numerusform>Projet enregistré avec {n} couche : {path}</numerusform>
            <numerusform>Projet enregistré avec {n} couches : {path}</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../core/algorithms/build_project.py"/>
        <source>QGIS projects (*.qgz)</source>
        <translation>Projets QGIS (*.qgz)</translation>
    </message>
    <message>
        <location filename="../core/algorithms/build_project.py"/>
        <source>Territories, with or without a fragility score</source>
        <translation>Territoires, avec ou sans score de fragilité</translation>
    </message>
    <message>
        <location filename="../core/algorithms/census_files.py"/>
        <source>Census files ({patterns});;All files (*)</source>
        <translation>Fichiers de recensement ({patterns});;Tous les fichiers (*)</translation>
    </message>
    <message>
        <location filename="../core/algorithms/census_files.py"/>
        <source>Mapping files ({patterns})</source>
        <translation>Fichiers de correspondance ({patterns})</translation>
    </message>
    <message>
        <location filename="../core/algorithms/census_files.py"/>
        <source>Nomenclature files ({patterns})</source>
        <translation>Fichiers de nomenclature ({patterns})</translation>
    </message>
    <message>
        <location filename="../core/algorithms/census_files.py"/>
        <source>Own nomenclature</source>
        <translation>Nomenclature personnelle</translation>
    </message>
    <message>
        <location filename="../core/algorithms/census_files.py"/>
        <location filename="../ui/matcher.py"/>
        <source>Sheet or layer of the file</source>
        <translation>Feuille ou couche du fichier</translation>
    </message>
    <message>
        <location filename="../core/algorithms/contract.py"/>
        <source>The table {table} of {path} is the input {input}: give another one for {output}.</source>
        <translation>La table {table} de {path} est l’entrée {input} : donnez-en une autre pour la sortie {output}.</translation>
    </message>
    <message>
        <location filename="../core/algorithms/contract.py"/>
        <source>What is written into {folder} would replace {file}, which is the input {input}: give another folder for {output}.</source>
        <translation>Ce qui s’écrit dans {folder} remplacerait {file}, qui est l’entrée {input} : donnez un autre dossier pour {output}.</translation>
    </message>
    <message>
        <location filename="../core/algorithms/contract.py"/>
        <source>an endless number</source>
        <translation>un nombre sans fin</translation>
    </message>
    <message>
        <location filename="../core/algorithms/contract.py"/>
        <source>{address} is an address. Give the path of a file or a folder on this computer for {output}, such as {path}.</source>
        <translation>{address} est une adresse. Indiquez pour {output} le chemin d’un fichier ou d’un dossier de cet ordinateur, par exemple {path}.</translation>
    </message>
    <message>
        <location filename="../core/algorithms/contract.py"/>
        <source>{first} and {second} are the same file, {path}. Give each its own.</source>
        <translation>{first} et {second} désignent le même fichier, {path}. Donnez à chacun le sien.</translation>
    </message>
    <message>
        <location filename="../core/algorithms/contract.py"/>
        <source>{name} is “{value}”. Give a number, such as 4.5.</source>
        <translation>{name} vaut « {value} ». Donnez un nombre, par exemple 4.5.</translation>
    </message>
    <message>
        <location filename="../core/algorithms/contract.py"/>
        <source>{parameter} holds a character that is none (half of one, or NUL): “{value}”. Type it again.</source>
        <translation>{parameter} contient un caractère qui n’en est pas un (une moitié, ou NUL) : « {value} ». Saisissez-le à nouveau.</translation>
    </message>
    <message>
        <location filename="../core/algorithms/contract.py"/>
        <source>{path} is the input {input}: give another output file for {output}.</source>
        <translation>{path} est l’entrée {input} : donnez un autre fichier pour la sortie {output}.</translation>
    </message>
    <message>
        <location filename="../core/algorithms/coverage.py"/>
        <source>Coverage of the demand</source>
        <translation>Couverture de la demande</translation>
    </message>
    <message>
        <location filename="../core/algorithms/coverage.py"/>
        <source>Coverage of the population</source>
        <translation>Couverture de la population</translation>
    </message>
    <message>
        <location filename="../core/algorithms/coverage.py"/>
        <location filename="../core/algorithms/suggest_sites.py"/>
        <source>Fragile above (the average inhabitant's score when empty)</source>
        <translation>Seuil de fragilité (si vide : le score de l’habitant moyen)</translation>
    </message>
    <message>
        <location filename="../core/algorithms/coverage.py"/>
        <source>Itinerant places: count, or leave out</source>
        <translation>Lieux itinérants : compter ou écarter</translation>
    </message>
    <message>
        <location filename="../core/algorithms/coverage.py"/>
        <source>Services (codes, e.g. ACCDA,SEN): figures for each</source>
        <translation>Services (codes, par ex. ACCDA,SEN) : des chiffres pour chacun</translation>
    </message>
    <message>
        <location filename="../core/algorithms/evolution.py"/>
        <location filename="../core/layers/roles.py"/>
        <location filename="../ui/steps.py"/>
        <source>Evolution</source>
        <translation>Évolution</translation>
    </message>
    <message>
        <location filename="../core/algorithms/evolution.py"/>
        <source>Evolution between two censuses</source>
        <translation>Évolution entre deux recensements</translation>
    </message>
    <message>
        <location filename="../core/algorithms/evolution.py"/>
        <source>Places of the earlier census</source>
        <translation>Lieux du recensement le plus ancien</translation>
    </message>
    <message>
        <location filename="../core/algorithms/evolution.py"/>
        <source>Places of the later census</source>
        <translation>Lieux du recensement le plus récent</translation>
    </message>
    <message>
        <location filename="../core/algorithms/evolution.py"/>
        <location filename="../core/layers/roles.py"/>
        <source>Places that changed</source>
        <translation>Lieux qui ont changé</translation>
    </message>
    <message>
        <location filename="../core/algorithms/export_web.py"/>
        <source>Address where the files will be published</source>
        <translation>Adresse où les fichiers seront publiés</translation>
    </message>
    <message>
        <location filename="../core/algorithms/export_web.py"/>
        <source>Cells changed for the map's reader (made one line, a first quote replaced, a link left out that is no page, address or number): {count}, in {places}.</source>
        <translation>Cellules modifiées pour le lecteur de la carte (mises sur une ligne, premier guillemet remplacé, lien retiré qui n’est ni une page, ni une adresse, ni un numéro) : {count}, dans {places}.</translation>
    </message>
    <message>
        <location filename="../core/algorithms/export_web.py"/>
        <source>Columns of the CSV</source>
        <translation>Colonnes du CSV</translation>
    </message>
    <message>
        <location filename="../core/algorithms/export_web.py"/>
        <source>Decimals of coordinates</source>
        <translation>Décimales des coordonnées</translation>
    </message>
    <message>
        <location filename="../core/algorithms/export_web.py"/>
        <source>Export for the web map</source>
        <translation>Exporter pour la carte web</translation>
    </message>
    <message>
        <location filename="../core/algorithms/export_web.py"/>
        <source>No address was given (BASE_URL): the map settings name the polygon files without one. No place will show on the public map until full addresses stand there.</source>
        <translation>Aucune adresse n’a été donnée (BASE_URL) : les réglages de la carte désignent les fichiers de polygones par leur seul nom. Aucun lieu n’apparaîtra sur la carte publique tant que des adresses complètes n’y figureront pas.</translation>
    </message>
    <message numerus="yes">
        <location filename="../core/algorithms/export_web.py"/>
        <source>Not published, for it may be a person's: {title}, {n} times, in {places}. If the owners agreed, give these places, or {check} for all, as WAIVERS.</source>
        <translation>
            <numerusform>Non publié, car cela peut appartenir à une personne : {title}, {n} fois, dans {places}. Si les intéressés sont d’accord, donnez ces lieux, ou {check} pour tous, dans WAIVERS.</numerusform>
            <numerusform>Non publié, car cela peut appartenir à une personne : {title}, {n} fois, dans {places}. Si les intéressés sont d’accord, donnez ces lieux, ou {check} pour tous, dans WAIVERS.</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../core/algorithms/export_web.py"/>
        <source>Output folder</source>
        <translation>Dossier de sortie</translation>
    </message>
    <message>
        <location filename="../core/algorithms/export_web.py"/>
        <source>Personal data that may be published (identifiers of places, or checks)</source>
        <translation>Données personnelles publiables (identifiants de lieux, ou contrôles)</translation>
    </message>
    <message>
        <location filename="../core/algorithms/export_web.py"/>
        <source>Places written: {places}, on the map: {points}; files in {folder}: {files}.</source>
        <translation>Lieux écrits : {places}, dont sur la carte : {points} ; fichiers dans {folder} : {files}.</translation>
    </message>
    <message>
        <location filename="../core/algorithms/export_web.py"/>
        <source>Published without a point, for their position is nowhere on Earth: {places}. Check the layer's coordinate system.</source>
        <translation>Publiés sans point, car leur position n’est nulle part sur Terre : {places}. Vérifiez le système de coordonnées de la couche.</translation>
    </message>
    <message>
        <location filename="../core/algorithms/export_web.py"/>
        <source>The layer {layer} holds no polygons.</source>
        <translation>La couche {layer} ne contient pas de polygones.</translation>
    </message>
    <message>
        <location filename="../core/algorithms/export_web.py"/>
        <source>WAIVERS names what is neither a place nor a check of personal data: {names}.</source>
        <translation>WAIVERS nomme ce qui n’est ni un lieu ni un contrôle de données personnelles : {names}.</translation>
    </message>
    <message numerus="yes">
        <location filename="../core/algorithms/floating_catchment.py"/>
        <source>A place's catchment ends at {n} minutes.</source>
        <translation>
            <numerusform>L’aire d’attraction d’un lieu s’arrête à {n} minute.</numerusform>
            <numerusform>L’aire d’attraction d’un lieu s’arrête à {n} minutes.</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../core/algorithms/floating_catchment.py"/>
        <source>Capacity (1 for each place if empty)</source>
        <translation>Capacité (1 par lieu si le champ est vide)</translation>
    </message>
    <message>
        <location filename="../core/algorithms/floating_catchment.py"/>
        <source>Demand units that have 0, for no place is within reach: {count}. Without a figure, beyond the network or within reach of places only where nobody lives: {unknown}.</source>
        <translation>Unités de demande à 0, car aucun lieu n’y est accessible : {count}. Sans chiffre, hors du réseau ou n’ayant accès qu’à des lieux autour desquels personne n’habite : {unknown}.</translation>
    </message>
    <message>
        <location filename="../core/algorithms/floating_catchment.py"/>
        <source>How time weighs (E2SFCA)</source>
        <translation>Poids du temps (E2SFCA)</translation>
    </message>
    <message>
        <location filename="../core/algorithms/floating_catchment.py"/>
        <location filename="../core/algorithms/fragility_index.py"/>
        <source>Method</source>
        <translation>Méthode</translation>
    </message>
    <message>
        <location filename="../core/algorithms/floating_catchment.py"/>
        <location filename="../core/algorithms/isochrones.py"/>
        <location filename="../core/algorithms/suggest_sites.py"/>
        <location filename="../core/algorithms/travel_times.py"/>
        <location filename="../core/atlas/access_page.py"/>
        <source>Mode</source>
        <translation>Mode de déplacement</translation>
    </message>
    <message>
        <location filename="../core/algorithms/floating_catchment.py"/>
        <source>Of a capacity of {capacity}, {held} is shared out: the rest is out of everyone's reach.</source>
        <translation>Sur une capacité de {capacity}, {held} est partagée : le reste n’est accessible à personne.</translation>
    </message>
    <message>
        <location filename="../core/algorithms/floating_catchment.py"/>
        <location filename="../core/layers/roles.py"/>
        <source>Places per inhabitant within reach</source>
        <translation>Lieux accessibles par habitant</translation>
    </message>
    <message>
        <location filename="../core/algorithms/floating_catchment.py"/>
        <source>Places per inhabitant within reach (floating catchments)</source>
        <translation>Lieux accessibles par habitant (aires d’attraction flottantes)</translation>
    </message>
    <message>
        <location filename="../core/algorithms/floating_catchment.py"/>
        <source>Places within reach per 10,000 inhabitants, {by_mode}</source>
        <translation>Lieux accessibles pour 10 000 habitants, {by_mode}</translation>
    </message>
    <message>
        <location filename="../core/algorithms/floating_catchment.py"/>
        <source>The weights (WEIGHTS) are “{text}” (limits: {count}). Give one for each limit, above 0 and at most 1, none above the one before it, with a decimal point and separated by commas, such as 1,0.68,0.22; or, if empty, one limit or three.</source>
        <translation>Les poids (WEIGHTS) sont « {text} » (durées limites : {count}). Donnez-en un pour chacune, supérieur à 0 et au plus égal à 1, aucun au-dessus du précédent, avec un point décimal et séparés par des virgules, par exemple 1,0.68,0.22 ; ou, si le champ est vide, une ou trois durées.</translation>
    </message>
    <message>
        <location filename="../core/algorithms/floating_catchment.py"/>
        <source>Weights of the zones (1,0.68,0.22 for three limits if empty)</source>
        <translation>Poids des zones (1,0.68,0.22 pour trois durées si le champ est vide)</translation>
    </message>
    <message>
        <location filename="../core/algorithms/floating_catchment.py"/>
        <source>Weights of the zones: {zones}.</source>
        <translation>Poids des zones : {zones}.</translation>
    </message>
    <message>
        <location filename="../core/algorithms/floating_catchment.py"/>
        <source>{field} within reach per 10,000 inhabitants, {by_mode}</source>
        <translation>{field} accessible pour 10 000 habitants, {by_mode}</translation>
    </message>
    <message>
        <location filename="../core/algorithms/floating_catchment.py"/>
        <source>{layer}, feature {row}: the field {field} holds a negative capacity. Correct it.</source>
        <translation>{layer}, entité {row} : le champ {field} contient une capacité négative. Corrigez-la.</translation>
    </message>
    <message>
        <location filename="../core/algorithms/floating_catchment.py"/>
        <source>{layer}: no place has a capacity above 0 in the field {field}. Choose another field, or none: each place then counts 1.</source>
        <translation>{layer} : aucun lieu n’a une capacité supérieure à 0 dans le champ {field}. Choisissez un autre champ, ou aucun : chaque lieu compte alors pour 1.</translation>
    </message>
    <message numerus="yes">
        <location filename="../core/algorithms/floating_catchment.py"/>
        <source>{n} places state no capacity: they are left out.</source>
        <translation>
            <numerusform>{n} lieu n’indique pas de capacité : il est laissé de côté.</numerusform>
            <numerusform>{n} lieux n’indiquent pas de capacité : ils sont laissés de côté.</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../core/algorithms/floating_catchment.py"/>
        <source>{weight} up to {minutes} min</source>
        <translation>{weight} jusqu’à {minutes} min</translation>
    </message>
    <message>
        <location filename="../core/algorithms/fragility_index.py"/>
        <source>All files (*)</source>
        <translation>Tous les fichiers (*)</translation>
    </message>
    <message>
        <location filename="../core/algorithms/fragility_index.py"/>
        <source>An index of one's own needs WEIGHTS: a JSON file that names its variables. The help of the fragility index has an example to start from.</source>
        <translation>Un indice à soi demande un fichier JSON qui nomme ses variables (WEIGHTS). L’aide de l’indice de fragilité donne un exemple dont partir.</translation>
    </message>
    <message>
        <location filename="../core/algorithms/fragility_index.py"/>
        <location filename="../core/algorithms/join_index.py"/>
        <source>Code of the territories (found when empty)</source>
        <translation>Code des territoires (si vide : reconnu)</translation>
    </message>
    <message>
        <location filename="../core/algorithms/fragility_index.py"/>
        <source>Codes of territories whose scores to explain, e.g. 31555,09304</source>
        <translation>Codes des territoires dont expliquer les scores, p. ex. 31555,09304</translation>
    </message>
    <message>
        <location filename="../core/algorithms/fragility_index.py"/>
        <location filename="../core/algorithms/groups.py"/>
        <location filename="../core/layers/project.py"/>
        <location filename="../core/layers/roles.py"/>
        <location filename="../ui/steps.py"/>
        <source>Fragility</source>
        <translation>Fragilité</translation>
    </message>
    <message>
        <location filename="../core/algorithms/fragility_index.py"/>
        <source>Fragility index</source>
        <translation>Indice de fragilité numérique</translation>
    </message>
    <message>
        <location filename="../core/algorithms/fragility_index.py"/>
        <source>Fragility of the groups</source>
        <translation>Fragilité des groupes</translation>
    </message>
    <message>
        <location filename="../core/algorithms/fragility_index.py"/>
        <source>Fragility of the groups: {method}</source>
        <translation>Fragilité des groupes : {method}</translation>
    </message>
    <message>
        <location filename="../core/algorithms/fragility_index.py"/>
        <source>Fragility: {method}</source>
        <translation>Fragilité : {method}</translation>
    </message>
    <message>
        <location filename="../core/algorithms/fragility_index.py"/>
        <source>Indicators (table)</source>
        <translation>Indicateurs (table)</translation>
    </message>
    <message>
        <location filename="../core/algorithms/fragility_index.py"/>
        <source>No code of {layer} (field {field}, such as {code}) stands among the scores (such as {known}). Choose another code field.</source>
        <translation>Aucun code de {layer} (champ {field}, par exemple {code}) ne figure parmi les scores (par exemple {known}). Choisissez un autre champ de code.</translation>
    </message>
    <message>
        <location filename="../core/algorithms/fragility_index.py"/>
        <source>Polygons of the groups</source>
        <translation>Polygones des groupes</translation>
    </message>
    <message>
        <location filename="../core/algorithms/fragility_index.py"/>
        <source>Population that weighs the groups (found when empty)</source>
        <translation>Population qui pondère les groupes (reconnue si vide)</translation>
    </message>
    <message>
        <location filename="../core/algorithms/fragility_index.py"/>
        <source>Steps of the scores</source>
        <translation>Étapes des scores</translation>
    </message>
    <message>
        <location filename="../core/algorithms/fragility_index.py"/>
        <source>Territories to join the scores to</source>
        <translation>Territoires auxquels joindre les scores</translation>
    </message>
    <message>
        <location filename="../core/algorithms/fragility_index.py"/>
        <source>The index: {method}.</source>
        <translation>L’indice : {method}.</translation>
    </message>
    <message>
        <location filename="../core/algorithms/fragility_index.py"/>
        <location filename="../core/algorithms/join_index.py"/>
        <source>The layer {layer} is empty. Choose territories.</source>
        <translation>La couche {layer} est vide. Choisissez des territoires.</translation>
    </message>
    <message>
        <location filename="../core/algorithms/fragility_index.py"/>
        <source>Variables, references and weights of one's own index (JSON)</source>
        <translation>Variables, références et poids d’un indice à soi (JSON)</translation>
    </message>
    <message>
        <location filename="../core/algorithms/fragility_index.py"/>
        <source>WEIGHTS belongs to an index of one's own, and METHOD is {method}, which has its own. Choose custom, or leave WEIGHTS empty.</source>
        <translation>WEIGHTS est fait pour un indice à soi, et METHOD vaut {method}, qui a ses propres poids. Choisissez custom, ou laissez WEIGHTS vide.</translation>
    </message>
    <message>
        <location filename="../core/algorithms/fragility_index.py"/>
        <source>Weights (*.json)</source>
        <translation>Poids (*.json)</translation>
    </message>
    <message>
        <location filename="../core/algorithms/fragility_index.py"/>
        <source>What makes a group of territories (e.g. epci, dep)</source>
        <translation>Ce qui fait un groupe de territoires (p. ex. epci, dep)</translation>
    </message>
    <message>
        <location filename="../core/algorithms/fragility_index.py"/>
        <source>{layer}: territories with a score: {matched} of {count}; scores without a territory: {unused}.</source>
        <translation>{layer} : territoires dotés d’un score : {matched} sur {count} ; scores sans territoire : {unused}.</translation>
    </message>
    <message numerus="yes">
        <location filename="../core/algorithms/fragility_index.py"/>
        <source>{layer}: {n} rows repeat others in every column, and count once.</source>
        <translation>
            <numerusform>{layer} : {n} ligne en répète une autre dans toutes les colonnes, et compte une fois.</numerusform>
            <numerusform>{layer} : {n} lignes en répètent d’autres dans toutes les colonnes, et comptent une fois.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../core/algorithms/fragility_index.py"/>
        <source>{n} territories scored.</source>
        <translation>
            <numerusform>{n} territoire doté d’un score.</numerusform>
            <numerusform>{n} territoires dotés d’un score.</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../core/algorithms/fragility_tables.py"/>
        <source>GROUPS needs to know what makes a group: give a field (GROUP_FIELD), such as epci, or polygons (GROUP_TERRITORIES).</source>
        <translation>GROUPS doit savoir ce qui fait un groupe : donnez un champ (GROUP_FIELD), tel que epci, ou des polygones (GROUP_TERRITORIES).</translation>
    </message>
    <message>
        <location filename="../core/algorithms/fragility_tables.py"/>
        <source>Inhabitants in all: {population}; the score of the average one is {score}.</source>
        <translation>Habitants en tout : {population} ; le score de l’habitant moyen est {score}.</translation>
    </message>
    <message>
        <location filename="../core/algorithms/fragility_tables.py"/>
        <source>No code of {layer} (field {field}, such as {code}) is that of a group (such as {known}). Choose another field.</source>
        <translation>Aucun code de {layer} (champ {field}, par exemple {code}) n’est celui d’un groupe (par exemple {known}). Choisissez un autre champ.</translation>
    </message>
    <message>
        <location filename="../core/algorithms/fragility_tables.py"/>
        <source>To know which polygon of {layer} holds a territory, its own polygon is needed: give TERRITORIES, or a field that says it (GROUP_FIELD).</source>
        <translation>Pour savoir quel polygone de {layer} contient un territoire, il faut le polygone de celui-ci : donnez TERRITORIES, ou un champ qui le dit (GROUP_FIELD).</translation>
    </message>
    <message>
        <location filename="../core/algorithms/fragility_tables.py"/>
        <location filename="../core/territories/explaining.py"/>
        <source>unknown</source>
        <translation>inconnu</translation>
    </message>
    <message numerus="yes">
        <location filename="../core/algorithms/fragility_tables.py"/>
        <source>{n} groups by {field}.</source>
        <translation>
            <numerusform>{n} groupe par {field}.</numerusform>
            <numerusform>{n} groupes par {field}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../core/algorithms/fragility_tables.py"/>
        <source>{n} groups have no polygon in {layer}: {codes}.</source>
        <translation>
            <numerusform>{n} groupe n’a pas de polygone dans {layer} : {codes}.</numerusform>
            <numerusform>{n} groupes n’ont pas de polygone dans {layer} : {codes}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../core/algorithms/fragility_tables.py"/>
        <source>{n} territories are in no group; their inhabitants: {population}.</source>
        <translation>
            <numerusform>{n} territoire n’est dans aucun groupe ; ses habitants : {population}.</numerusform>
            <numerusform>{n} territoires ne sont dans aucun groupe ; leurs habitants : {population}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../core/algorithms/fragility_tables.py"/>
        <source>{n} territories have no population: they count in no mean, nor in the sum.</source>
        <translation>
            <numerusform>{n} territoire n’a pas de population : il ne compte ni dans les moyennes, ni dans la somme.</numerusform>
            <numerusform>{n} territoires n’ont pas de population : ils ne comptent ni dans les moyennes, ni dans la somme.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../core/algorithms/fragility_tables.py"/>
        <source>{n} territories have no score: they count in no mean.</source>
        <translation>
            <numerusform>{n} territoire n’a pas de score : il ne compte dans aucune moyenne.</numerusform>
            <numerusform>{n} territoires n’ont pas de score : ils ne comptent dans aucune moyenne.</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../core/algorithms/geocode_places.py"/>
        <source>Address of the geocoding service</source>
        <translation>Adresse du service de géocodage</translation>
    </message>
    <message>
        <location filename="../core/algorithms/geocode_places.py"/>
        <source>Ask again for addresses that were answered before</source>
        <translation>Redemander les adresses connues</translation>
    </message>
    <message>
        <location filename="../core/algorithms/geocode_places.py"/>
        <source>Geocode places</source>
        <translation>Géocoder des lieux</translation>
    </message>
    <message>
        <location filename="../core/algorithms/geocode_places.py"/>
        <source>Geocoded places</source>
        <translation>Lieux géocodés</translation>
    </message>
    <message>
        <location filename="../core/algorithms/geocode_places.py"/>
        <location filename="../core/layers/roles.py"/>
        <source>Geocoding report</source>
        <translation>Rapport de géocodage</translation>
    </message>
    <message>
        <location filename="../core/algorithms/geocode_places.py"/>
        <source>Lowest score of an address that is accepted (0 to 1)</source>
        <translation>Score minimal d’une adresse acceptée (de 0 à 1)</translation>
    </message>
    <message>
        <location filename="../core/algorithms/geocode_places.py"/>
        <source>Only places without a point</source>
        <translation>Seulement les lieux sans point</translation>
    </message>
    <message>
        <location filename="../core/algorithms/groups.py"/>
        <location filename="../core/layers/roles.py"/>
        <location filename="../ui/steps.py"/>
        <location filename="../ui/whatif/tables.py"/>
        <source>Census</source>
        <translation>Recensement</translation>
    </message>
    <message>
        <location filename="../core/algorithms/groups.py"/>
        <source>Network and travel times</source>
        <translation>Réseau et temps de trajet</translation>
    </message>
    <message>
        <location filename="../core/algorithms/groups.py"/>
        <location filename="../ui/steps.py"/>
        <source>New sites</source>
        <translation>Nouveaux lieux</translation>
    </message>
    <message>
        <location filename="../core/algorithms/groups.py"/>
        <source>Project, atlas and web map</source>
        <translation>Projet, atlas et carte web</translation>
    </message>
    <message>
        <location filename="../core/algorithms/isochrones.py"/>
        <source>Address of the service</source>
        <translation>Adresse du service</translation>
    </message>
    <message>
        <location filename="../core/algorithms/isochrones.py"/>
        <source>Engine</source>
        <translation>Moteur de calcul</translation>
    </message>
    <message>
        <location filename="../core/algorithms/isochrones.py"/>
        <location filename="../core/layers/roles.py"/>
        <source>Failures</source>
        <translation>Échecs (lieux sans isochrone)</translation>
    </message>
    <message>
        <location filename="../core/algorithms/isochrones.py"/>
        <source>Failures: {layer}</source>
        <translation>Échecs : {layer}</translation>
    </message>
    <message>
        <location filename="../core/algorithms/isochrones.py"/>
        <source>Isochrones of several places</source>
        <translation>Isochrones de plusieurs lieux</translation>
    </message>
    <message>
        <location filename="../core/algorithms/isochrones.py"/>
        <source>Key of the service</source>
        <translation>Clé du service</translation>
    </message>
    <message>
        <location filename="../core/algorithms/join_index.py"/>
        <source>A higher score is more fragile</source>
        <translation>Un score plus élevé est plus fragile</translation>
    </message>
    <message>
        <location filename="../core/algorithms/join_index.py"/>
        <source>A higher {field} is less fragile: the field fragility holds its opposite.</source>
        <translation>Une valeur plus élevée de {field} est moins fragile : le champ fragility contient son opposé.</translation>
    </message>
    <message>
        <location filename="../core/algorithms/join_index.py"/>
        <source>A higher {field} is more fragile.</source>
        <translation>Une valeur plus élevée de {field} est plus fragile.</translation>
    </message>
    <message>
        <location filename="../core/algorithms/join_index.py"/>
        <source>Codes in the index (found when empty)</source>
        <translation>Codes dans l’indice (reconnus si le champ est vide)</translation>
    </message>
    <message>
        <location filename="../core/algorithms/join_index.py"/>
        <location filename="../core/layers/roles.py"/>
        <source>Codes without counterpart</source>
        <translation>Codes sans correspondance</translation>
    </message>
    <message>
        <location filename="../core/algorithms/join_index.py"/>
        <source>Communes that merged (old codes, remplacee_par, population)</source>
        <translation>Communes fusionnées (anciens codes, remplacee_par, population)</translation>
    </message>
    <message>
        <location filename="../core/algorithms/join_index.py"/>
        <source>Give codes their lost zero back (9122 is 09122)</source>
        <translation>Rendre aux codes leur zéro perdu (9122 est 09122)</translation>
    </message>
    <message>
        <location filename="../core/algorithms/join_index.py"/>
        <source>Index (table)</source>
        <translation>Indice (tableau)</translation>
    </message>
    <message>
        <location filename="../core/algorithms/join_index.py"/>
        <source>Join a fragility index</source>
        <translation>Rattacher un indice de fragilité</translation>
    </message>
    <message>
        <location filename="../core/algorithms/join_index.py"/>
        <source>Scores, the main one first (found when empty)</source>
        <translation>Scores, le principal en premier (reconnus si le champ est vide)</translation>
    </message>
    <message>
        <location filename="../core/algorithms/join_index.py"/>
        <source>Territories and index</source>
        <translation>Territoires et indice</translation>
    </message>
    <message>
        <location filename="../core/algorithms/join_index.py"/>
        <source>Territories without a score: {lacking} of {territories}; rows of the index without a territory: {unused} of {rows}.</source>
        <translation>Territoires sans score : {lacking} sur {territories} ; lignes de l’indice sans territoire : {unused} sur {rows}.</translation>
    </message>
    <message>
        <location filename="../core/algorithms/join_index.py"/>
        <source>The scale is {scale}.</source>
        <translation>L’échelle est {scale}.</translation>
    </message>
    <message numerus="yes">
        <location filename="../core/algorithms/join_index.py"/>
        <source>{layer} ({code}) and {index} ({index_code}) share {n} codes. Scores: {fields}.</source>
        <translation>
            <numerusform>{layer} ({code}) et {index} ({index_code}) ont {n} code en commun. Scores : {fields}.</numerusform>
            <numerusform>{layer} ({code}) et {index} ({index_code}) ont {n} codes en commun. Scores : {fields}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../core/algorithms/join_index.py"/>
        <source>{n} codes of the index had lost their zero: given back.</source>
        <translation>
            <numerusform>{n} code de l’indice avait perdu son zéro : il lui a été rendu.</numerusform>
            <numerusform>{n} codes de l’indice avaient perdu leur zéro : il leur a été rendu.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../core/algorithms/join_index.py"/>
        <source>{n} territories have the figures of communes that merged.</source>
        <translation>
            <numerusform>{n} territoire a les chiffres de communes fusionnées.</numerusform>
            <numerusform>{n} territoires ont les chiffres de communes fusionnées.</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../core/algorithms/join_index.py"/>
        <location filename="../core/territories/fragility.py"/>
        <source>{table}: {column}</source>
        <translation>{table} : {column}</translation>
    </message>
    <message>
        <location filename="../core/algorithms/load_census.py"/>
        <source>Census file or address</source>
        <translation>Fichier ou adresse du recensement</translation>
    </message>
    <message>
        <location filename="../core/algorithms/load_census.py"/>
        <location filename="../core/layers/roles.py"/>
        <source>Census report</source>
        <translation>Rapport du recensement</translation>
    </message>
    <message>
        <location filename="../core/algorithms/load_census.py"/>
        <source>Checks whose proposals are applied</source>
        <translation>Contrôles dont les propositions sont appliquées</translation>
    </message>
    <message>
        <location filename="../core/algorithms/load_census.py"/>
        <source>Commune polygons to check against</source>
        <translation>Polygones des communes, pour les contrôles</translation>
    </message>
    <message>
        <location filename="../core/algorithms/load_census.py"/>
        <source>Give the census as a file (INPUT) or as a layer (LAYER), one of the two.</source>
        <translation>Donnez le recensement soit en fichier (INPUT), soit en couche (LAYER) : l’un des deux.</translation>
    </message>
    <message>
        <location filename="../core/algorithms/load_census.py"/>
        <source>Load a census of places</source>
        <translation>Charger un recensement de lieux</translation>
    </message>
    <message>
        <location filename="../core/algorithms/load_census.py"/>
        <source>Mapping of own column names</source>
        <translation>Correspondance des colonnes</translation>
    </message>
    <message>
        <location filename="../core/algorithms/load_census.py"/>
        <source>Only the first errors are told here ({told} of {count}); the census report holds them all.</source>
        <translation>Seules les premières erreurs sont données ici ({told} sur {count}) ; le rapport du recensement les contient toutes.</translation>
    </message>
    <message>
        <location filename="../core/algorithms/load_census.py"/>
        <source>Or a layer or table</source>
        <translation>Ou une couche ou une table</translation>
    </message>
    <message>
        <location filename="../core/algorithms/load_census.py"/>
        <source>Places read: {places}, with a position: {located}. In the report, errors: {errors}, warnings: {warnings}, remarks: {infos}.</source>
        <translation>Lieux lus : {places}, dont avec une position : {located}. Dans le rapport, erreurs : {errors}, avertissements : {warnings}, remarques : {infos}.</translation>
    </message>
    <message>
        <location filename="../core/algorithms/load_census.py"/>
        <source>Proposals of {check} applied: {count}.</source>
        <translation>Propositions de {check} appliquées : {count}.</translation>
    </message>
    <message>
        <location filename="../core/algorithms/load_census.py"/>
        <source>Row {row}, {place}: {message}</source>
        <translation>Ligne {row}, {place} : {message}</translation>
    </message>
    <message>
        <location filename="../core/algorithms/load_census.py"/>
        <source>Schema of the census</source>
        <translation>Schéma du recensement</translation>
    </message>
    <message>
        <location filename="../core/algorithms/load_census.py"/>
        <source>There is no check “{name}” whose proposals could be applied. Give “all”, or some of: {names}.</source>
        <translation>Il n’y a pas de contrôle « {name} » dont les propositions puissent être appliquées. Donnez « all », ou certains de : {names}.</translation>
    </message>
    <message>
        <location filename="../core/algorithms/load_census.py"/>
        <source>{file} counts its dates from 1904, and its layer in QGIS has them four years too early. Give the file itself (INPUT), not its layer.</source>
        <translation>{file} compte ses dates à partir de 1904, et sa couche dans QGIS les donne quatre ans trop tôt. Indiquez le fichier lui-même (INPUT), et non sa couche.</translation>
    </message>
    <message>
        <location filename="../core/algorithms/load_census.py"/>
        <source>{title}: {message}</source>
        <translation>{title} : {message}</translation>
    </message>
    <message>
        <location filename="../core/algorithms/merge_census.py"/>
        <location filename="../core/layers/roles.py"/>
        <source>Base: your places</source>
        <translation>Base : vos lieux</translation>
    </message>
    <message>
        <location filename="../core/algorithms/merge_census.py"/>
        <location filename="../core/layers/roles.py"/>
        <source>Incoming places</source>
        <translation>Lieux reçus</translation>
    </message>
    <message>
        <location filename="../core/algorithms/merge_census.py"/>
        <source>Incoming places that are in the base already: {same}; base places that took something from them: {updated}; new places: {added}.</source>
        <translation>Lieux reçus qui sont déjà dans la base : {same} ; lieux de la base qui en ont pris quelque chose : {updated} ; nouveaux lieux : {added}.</translation>
    </message>
    <message>
        <location filename="../core/algorithms/merge_census.py"/>
        <source>Merge two lists of places</source>
        <translation>Fusionner deux listes de lieux</translation>
    </message>
    <message>
        <location filename="../core/algorithms/merge_census.py"/>
        <source>Merged places</source>
        <translation>Lieux fusionnés</translation>
    </message>
    <message>
        <location filename="../core/algorithms/merge_census.py"/>
        <source>Probability from which a pair is one place</source>
        <translation>Probabilité à partir de laquelle une paire est un seul lieu</translation>
    </message>
    <message>
        <location filename="../core/algorithms/merge_census.py"/>
        <location filename="../core/layers/roles.py"/>
        <source>Review of the pairs</source>
        <translation>Revue des paires</translation>
    </message>
    <message>
        <location filename="../core/algorithms/merge_census.py"/>
        <source>Review with your decisions</source>
        <translation>Revue avec vos décisions</translation>
    </message>
    <message>
        <location filename="../core/algorithms/merge_census.py"/>
        <source>The incoming list has at least half of the base's places: it was taken as whole. If it is a part only, choose so and run again.</source>
        <translation>La liste reçue a au moins la moitié des lieux de la base : elle a été tenue pour complète. Si ce n’en est qu’une partie, indiquez-le et relancez.</translation>
    </message>
    <message>
        <location filename="../core/algorithms/merge_census.py"/>
        <source>The incoming list has less than half of the base's places: it was taken as a part. No place is called gone, and names stay. If it is whole, choose so and run again.</source>
        <translation>La liste reçue a moins de la moitié des lieux de la base : elle a été tenue pour une partie. Aucun lieu n’est dit disparu, et les noms restent. Si elle est complète, indiquez-le et relancez.</translation>
    </message>
    <message>
        <location filename="../core/algorithms/merge_census.py"/>
        <source>The incoming list is whole: what it lacks is gone</source>
        <translation>Liste reçue complète : les absents ont disparu</translation>
    </message>
    <message numerus="yes">
        <location filename="../core/algorithms/merge_census.py"/>
        <source>{n} base places are not in the incoming list. They are kept; the review lists them as gone.</source>
        <translation>
            <numerusform>{n} lieu de la base n’est pas dans la liste reçue. Il est gardé ; la revue le donne pour disparu.</numerusform>
            <numerusform>{n} lieux de la base ne sont pas dans la liste reçue. Ils sont gardés ; la revue les donne pour disparus.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../core/algorithms/merge_census.py"/>
        <source>{n} incoming places are doubtful: they are neither merged nor added. Decide on them in the review, then merge again with your decisions.</source>
        <translation>
            <numerusform>{n} lieu reçu est douteux : il n’est ni fusionné ni ajouté. Décidez-en dans la revue, puis refusionnez avec vos décisions.</numerusform>
            <numerusform>{n} lieux reçus sont douteux : ils ne sont ni fusionnés ni ajoutés. Décidez-en dans la revue, puis refusionnez avec vos décisions.</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../core/algorithms/output_formats.py"/>
        <source>Cannot write the table {table} into {path}: only a GeoPackage (.gpkg) takes tables beside others.</source>
        <translation>Impossible d’écrire la table {table} dans {path} : seul un GeoPackage (.gpkg) accueille une table à côté d’autres.</translation>
    </message>
    <message>
        <location filename="../core/algorithms/output_formats.py"/>
        <source>Cannot write {path}: a file {ending} holds no row without a geometry, and some have none. Give a name that ends in one of: {endings}.</source>
        <translation>Impossible d’écrire {path} : un fichier {ending} ne contient pas de ligne sans géométrie, et certaines n’en ont pas. Donnez un nom qui finit par l’une de : {endings}.</translation>
    </message>
    <message>
        <location filename="../core/algorithms/output_formats.py"/>
        <source>Cannot write {path}: for the table {table} of a GeoPackage, give {address}.</source>
        <translation>Impossible d’écrire {path} : pour la table {table} d’un GeoPackage, indiquez {address}.</translation>
    </message>
    <message>
        <location filename="../core/algorithms/output_formats.py"/>
        <source>Cannot write {path}: {reason} Give a name that ends in one of: {endings}.</source>
        <translation>Impossible d’écrire {path} : {reason} Donnez un nom qui se termine par l’une de ces extensions : {endings}.</translation>
    </message>
    <message>
        <location filename="../core/algorithms/output_formats.py"/>
        <source>layers are not written with the ending {ending}.</source>
        <translation>aucune couche n’est écrite avec l’extension {ending}.</translation>
    </message>
    <message>
        <location filename="../core/algorithms/output_formats.py"/>
        <source>this format cuts the names of fields, by which figures are found.</source>
        <translation>ce format coupe les noms des champs, qui servent à retrouver les chiffres.</translation>
    </message>
    <message>
        <location filename="../core/algorithms/parameters.py"/>
        <source>All files (*.*)</source>
        <translation>Tous les fichiers (*.*)</translation>
    </message>
    <message>
        <location filename="../core/algorithms/parameters.py"/>
        <source>Cells or buildings that people live in</source>
        <translation>Carreaux ou bâtiments habités</translation>
    </message>
    <message>
        <location filename="../core/algorithms/parameters.py"/>
        <source>Centres where people stand (town halls, settlements)</source>
        <translation>Centres où placer les habitants (mairies, lieux habités)</translation>
    </message>
    <message>
        <location filename="../core/algorithms/parameters.py"/>
        <source>Code of the territories</source>
        <translation>Code des territoires</translation>
    </message>
    <message>
        <location filename="../core/algorithms/parameters.py"/>
        <source>Demand (where people live)</source>
        <translation>Demande (où vivent les habitants)</translation>
    </message>
    <message>
        <location filename="../core/algorithms/parameters.py"/>
        <source>Direction: to the place, or from it</source>
        <translation>Sens du trajet : vers le lieu, ou depuis le lieu</translation>
    </message>
    <message>
        <location filename="../core/algorithms/parameters.py"/>
        <source>Fragility (higher is more fragile)</source>
        <translation>Fragilité (un score plus élevé est plus fragile)</translation>
    </message>
    <message>
        <location filename="../core/algorithms/parameters.py"/>
        <source>Inhabitants of the cells (by area when empty)</source>
        <translation>Habitants des carreaux (selon la surface si vide)</translation>
    </message>
    <message>
        <location filename="../core/algorithms/parameters.py"/>
        <source>Limits (minutes, e.g. 10,20)</source>
        <translation>Durées limites (minutes, par ex. 10,20)</translation>
    </message>
    <message>
        <location filename="../core/algorithms/parameters.py"/>
        <source>Population (inhabitants)</source>
        <translation>Population (habitants)</translation>
    </message>
    <message>
        <location filename="../core/algorithms/parameters.py"/>
        <source>Territories (the demand's when empty)</source>
        <translation>Territoires (si vide : ceux de la demande)</translation>
    </message>
    <message>
        <location filename="../core/algorithms/save_census.py"/>
        <source>Cells changed: {cells}, in rows: {rows}. Rows added: {added}, removed: {removed}. Edits not written: {conflicts}. Saved: {path}.</source>
        <translation>Cellules modifiées : {cells}, lignes : {rows}. Lignes ajoutées : {added}, retirées : {removed}. Modifications non écrites : {conflicts}. Enregistré : {path}.</translation>
    </message>
    <message>
        <location filename="../core/algorithms/save_census.py"/>
        <source>Census file that they came from</source>
        <translation>Fichier du recensement dont ils viennent</translation>
    </message>
    <message>
        <location filename="../core/algorithms/save_census.py"/>
        <source>Census file to write</source>
        <translation>Fichier du recensement à écrire</translation>
    </message>
    <message>
        <location filename="../core/algorithms/save_census.py"/>
        <source>Choose the census file that the places came from (SOURCE): it is changed.</source>
        <translation>Choisissez le fichier du recensement dont les lieux viennent (SOURCE) : c’est lui qui est modifié.</translation>
    </message>
    <message>
        <location filename="../core/algorithms/save_census.py"/>
        <location filename="../core/layers/roles.py"/>
        <source>Conflicts and remarks</source>
        <translation>Conflits et remarques</translation>
    </message>
    <message>
        <location filename="../core/algorithms/save_census.py"/>
        <source>Date for places that state none (2026-11-22)</source>
        <translation>Date des lieux qui n’en indiquent pas (2026-11-22)</translation>
    </message>
    <message>
        <location filename="../core/algorithms/save_census.py"/>
        <source>Give the census back</source>
        <translation>Rendre le recensement</translation>
    </message>
    <message>
        <location filename="../core/algorithms/save_census.py"/>
        <source>Mapping it was loaded with</source>
        <translation>Correspondance de son chargement</translation>
    </message>
    <message>
        <location filename="../core/algorithms/save_census.py"/>
        <source>Only the first conflicts and remarks are told here ({told} of {count}). By field: {fields}.</source>
        <translation>Seuls les premiers conflits et remarques sont donnés ici ({told} sur {count}). Par champ : {fields}.</translation>
    </message>
    <message>
        <location filename="../core/algorithms/save_census.py"/>
        <source>Row {row}, {place}, {field}: {reason}</source>
        <translation>Ligne {row}, {place}, {field} : {reason}</translation>
    </message>
    <message>
        <location filename="../core/algorithms/save_census.py"/>
        <source>Schema it was loaded with</source>
        <translation>Schéma de son chargement</translation>
    </message>
    <message>
        <location filename="../core/algorithms/save_census.py"/>
        <source>The file that stood there is kept as {path}.</source>
        <translation>Le fichier qui s’y trouvait est conservé : {path}.</translation>
    </message>
    <message>
        <location filename="../core/algorithms/save_census.py"/>
        <source>The layer is filtered: rows whose place it does not show stay in the file.</source>
        <translation>La couche est filtrée : les lignes dont elle ne montre pas le lieu restent dans le fichier.</translation>
    </message>
    <message>
        <location filename="../core/algorithms/save_census.py"/>
        <source>The layer {layer} holds no place. A temporary layer is empty once its project is closed: load the census again.</source>
        <translation>La couche {layer} ne contient aucun lieu. Une couche temporaire est vide une fois son projet fermé : chargez de nouveau le recensement.</translation>
    </message>
    <message>
        <location filename="../core/algorithms/save_census.py"/>
        <source>Written as</source>
        <translation>Écrit comme</translation>
    </message>
    <message numerus="yes">
        <location filename="../core/algorithms/save_census.py"/>
        <source>{n} places written to {path}. Left out: {count}.</source>
        <translation>
            <numerusform>{n} lieu écrit dans {path}. Laissés de côté : {count}.</numerusform>
            <numerusform>{n} lieux écrits dans {path}. Laissés de côté : {count}.</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../core/algorithms/straight_line.py"/>
        <source>Distances are straight lines: with a network, Coverage of the population gives times.</source>
        <translation>Les distances sont à vol d’oiseau : avec un réseau, « Couverture de la population » donne des durées.</translation>
    </message>
    <message>
        <location filename="../core/algorithms/straight_line.py"/>
        <source>Network file (only tells where most streets are)</source>
        <translation>Fichier du réseau (dit seulement où il y a le plus de rues)</translation>
    </message>
    <message>
        <location filename="../core/algorithms/straight_line.py"/>
        <source>Places per inhabitant and straight-line distance</source>
        <translation>Lieux par habitant et distance à vol d’oiseau</translation>
    </message>
    <message>
        <location filename="../core/algorithms/straight_line.py"/>
        <location filename="../core/layers/roles.py"/>
        <source>Straight-line distances</source>
        <translation>Distances à vol d’oiseau</translation>
    </message>
    <message>
        <location filename="../core/algorithms/straight_line.py"/>
        <location filename="../core/layers/roles.py"/>
        <source>Straight-line distances by tenth of fragility</source>
        <translation>Distances à vol d’oiseau par dixième de fragilité</translation>
    </message>
    <message numerus="yes">
        <location filename="../core/algorithms/straight_line.py"/>
        <source>{n} territories have no distance: nobody is known to live there.</source>
        <translation>
            <numerusform>{n} territoire sans distance : on n’y connaît aucun habitant.</numerusform>
            <numerusform>{n} territoires sans distance : on n’y connaît aucun habitant.</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../core/algorithms/suggest_sites.py"/>
        <source>Answer</source>
        <translation>Réponse</translation>
    </message>
    <message>
        <location filename="../core/algorithms/suggest_sites.py"/>
        <source>At most one site for each value of (e.g. epci)</source>
        <translation>Au plus un emplacement par valeur de (ex. epci)</translation>
    </message>
    <message>
        <location filename="../core/algorithms/suggest_sites.py"/>
        <source>At most one site in each of these territories</source>
        <translation>Au plus un emplacement par territoire</translation>
    </message>
    <message>
        <location filename="../core/algorithms/suggest_sites.py"/>
        <source>Candidates (spots where people live if empty)</source>
        <translation>Emplacements possibles (à défaut, des endroits habités)</translation>
    </message>
    <message>
        <location filename="../core/algorithms/suggest_sites.py"/>
        <source>Fragility, higher is more fragile (all inhabitants count if empty)</source>
        <translation>Fragilité, un score plus élevé étant plus fragile (tous les habitants comptent si vide)</translation>
    </message>
    <message>
        <location filename="../core/algorithms/suggest_sites.py"/>
        <source>Gap at which the exact answer suffices (%)</source>
        <translation>Écart auquel la réponse exacte suffit (%)</translation>
    </message>
    <message>
        <location filename="../core/algorithms/suggest_sites.py"/>
        <source>How many sites</source>
        <translation>Nombre d’emplacements</translation>
    </message>
    <message>
        <location filename="../core/algorithms/suggest_sites.py"/>
        <source>KINDS chooses among candidates. Give candidates (CANDIDATES), or no kinds.</source>
        <translation>KINDS choisit parmi des emplacements possibles. Donnez-en (CANDIDATES), ou aucun type.</translation>
    </message>
    <message>
        <location filename="../core/algorithms/suggest_sites.py"/>
        <source>Kinds of candidates (e.g. MAIRIE,MED; all if empty)</source>
        <translation>Types d’emplacements (ex. MAIRIE,MED ; tous si vide)</translation>
    </message>
    <message>
        <location filename="../core/algorithms/suggest_sites.py"/>
        <source>Limit (minutes)</source>
        <translation>Durée limite (minutes)</translation>
    </message>
    <message>
        <location filename="../core/algorithms/suggest_sites.py"/>
        <source>Longest time of the exact answer (seconds)</source>
        <translation>Durée maximale de la réponse exacte (secondes)</translation>
    </message>
    <message>
        <location filename="../core/algorithms/suggest_sites.py"/>
        <source>Network file (straight lines if empty)</source>
        <translation>Fichier du réseau (à vol d’oiseau si vide)</translation>
    </message>
    <message>
        <location filename="../core/algorithms/suggest_sites.py"/>
        <source>Objective</source>
        <translation>Objectif</translation>
    </message>
    <message>
        <location filename="../core/algorithms/suggest_sites.py"/>
        <source>Places of today</source>
        <translation>Lieux d’aujourd’hui</translation>
    </message>
    <message>
        <location filename="../core/algorithms/suggest_sites.py"/>
        <source>Service (a code, e.g. ACCDA): only places that state it count</source>
        <translation>Service (un code, par exemple ACCDA) : seuls comptent les lieux qui le déclarent</translation>
    </message>
    <message>
        <location filename="../core/algorithms/suggest_sites.py"/>
        <source>Suggest sites for new places</source>
        <translation>Proposer des emplacements pour de nouveaux lieux</translation>
    </message>
    <message>
        <location filename="../core/algorithms/suggest_sites.py"/>
        <location filename="../core/layers/roles.py"/>
        <source>Suggested sites</source>
        <translation>Emplacements proposés</translation>
    </message>
    <message>
        <location filename="../core/algorithms/suggest_sites.py"/>
        <source>Suggested sites, in straight lines</source>
        <translation>Emplacements proposés, à vol d’oiseau</translation>
    </message>
    <message>
        <location filename="../core/algorithms/suggest_sites.py"/>
        <source>The gap (GAP) is {gap}. Give 0 to 100.</source>
        <translation>L’écart (GAP) est de {gap}. Donnez de 0 à 100.</translation>
    </message>
    <message>
        <location filename="../core/algorithms/suggest_sites.py"/>
        <source>Times (by road where a network is given)</source>
        <translation>Durées (par la route si un réseau est donné)</translation>
    </message>
    <message>
        <location filename="../core/algorithms/suggest_sites.py"/>
        <source>{name} is {number}. Give a whole number from 1 on.</source>
        <translation>{name} vaut {number}. Donnez un nombre entier à partir de 1.</translation>
    </message>
    <message>
        <location filename="../core/algorithms/travel_times.py"/>
        <source>Demand (points or polygons)</source>
        <translation>Demande (points ou polygones)</translation>
    </message>
    <message>
        <location filename="../core/algorithms/travel_times.py"/>
        <source>Longest time (minutes)</source>
        <translation>Temps maximal (minutes)</translation>
    </message>
    <message>
        <location filename="../core/algorithms/travel_times.py"/>
        <source>Services (codes, e.g. ACCDA,SEN): one column each</source>
        <translation>Services (codes, par ex. ACCDA,SEN) : une colonne pour chacun</translation>
    </message>
    <message>
        <location filename="../core/algorithms/travel_times.py"/>
        <source>The layer {layer} is empty. Choose points or polygons people start from.</source>
        <translation>La couche {layer} est vide. Choisissez les points ou les polygones d’où partent les habitants.</translation>
    </message>
    <message>
        <location filename="../core/algorithms/travel_times.py"/>
        <source>The longest time is {minutes} min. Give more than 0, or leave it empty for no limit.</source>
        <translation>Le temps maximal est de {minutes} min. Donnez plus de 0, ou laissez vide pour ne pas limiter.</translation>
    </message>
    <message>
        <location filename="../core/algorithms/travel_times.py"/>
        <location filename="../core/layers/roles.py"/>
        <location filename="../ui/steps.py"/>
        <source>Travel times</source>
        <translation>Temps de trajet</translation>
    </message>
    <message>
        <location filename="../core/algorithms/travel_times.py"/>
        <source>Travel times to the nearest place</source>
        <translation>Temps de trajet jusqu’au lieu le plus proche</translation>
    </message>
    <message>
        <location filename="../core/algorithms/travel_times.py"/>
        <source>Travel times {by_mode}</source>
        <translation>Temps de trajet {by_mode}</translation>
    </message>
    <message>
        <location filename="../core/algorithms/travel_times.py"/>
        <source>With a time: {reached} of {count}.</source>
        <translation>Avec un temps : {reached} sur {count}.</translation>
    </message>
    <message>
        <location filename="../core/algorithms/travel_times.py"/>
        <source>Without a time, because no place is reached, or not in time: {count}.</source>
        <translation>Sans temps, car aucun lieu n’est atteint, ou pas dans le temps maximal : {count}.</translation>
    </message>
    <message>
        <location filename="../core/algorithms/travel_times.py"/>
        <source>Without a time, for lack of a position: {count}.</source>
        <translation>Sans temps, faute de position : {count}.</translation>
    </message>
    <message>
        <location filename="../core/algorithms/travel_times.py"/>
        <source>Without a time, more than {away} from a road of the network: {count}.</source>
        <translation>Sans temps, à plus de {away} d’une route du réseau : {count}.</translation>
    </message>
    <message>
        <location filename="../core/algorithms/writing.py"/>
        <location filename="../core/layers/project.py"/>
        <location filename="../core/layers/record.py"/>
        <source>Cannot write {path}: {reason}</source>
        <translation>Impossible d’écrire {path} : {reason}</translation>
    </message>
    <message>
        <location filename="../core/algorithms/writing.py"/>
        <source>it is no GeoPackage, or another program is writing to it</source>
        <translation>ce n’est pas un GeoPackage, ou un autre programme y écrit</translation>
    </message>
    <message>
        <location filename="../core/algorithms/writing.py"/>
        <source>{path} could not be written whole. Check the room left on the disk, or choose another format.</source>
        <translation>{path} n’a pas pu être écrit en entier. Vérifiez la place restante sur le disque, ou choisissez un autre format.</translation>
    </message>
    <message>
        <location filename="../core/atlas/access_page.py"/>
        <location filename="../core/layers/project.py"/>
        <source>Accessibility</source>
        <translation>Accessibilité</translation>
    </message>
    <message>
        <location filename="../core/atlas/access_page.py"/>
        <source>Concentration</source>
        <translation>Concentration</translation>
    </message>
    <message>
        <location filename="../core/atlas/access_page.py"/>
        <source>How long it takes to reach a place, on the road network</source>
        <translation>Temps de trajet jusqu’à un lieu, sur le réseau routier</translation>
    </message>
    <message>
        <location filename="../core/atlas/access_page.py"/>
        <source>How long it takes to reach a place, on the road network. It ends inside the territory: beyond it, nothing is known.</source>
        <translation>Temps de trajet jusqu’à un lieu, sur le réseau routier. Celui-ci s’arrête dans le territoire : au-delà, rien n’est connu.</translation>
    </message>
    <message>
        <location filename="../core/atlas/access_page.py"/>
        <source>How long it takes to reach a place, on the road network. The maps show the part of the territory that was measured.</source>
        <translation>Temps de trajet jusqu’à un lieu, sur le réseau routier. Les cartes montrent la partie du territoire qui a été mesurée.</translation>
    </message>
    <message>
        <location filename="../core/atlas/access_page.py"/>
        <source>How travel times are shared</source>
        <translation>Répartition des temps de trajet</translation>
    </message>
    <message>
        <location filename="../core/atlas/access_page.py"/>
        <source>Inequality (Gini)</source>
        <translation>Inégalité (Gini)</translation>
    </message>
    <message>
        <location filename="../core/atlas/access_page.py"/>
        <source>Inhabitants of fragile communes out of reach</source>
        <translation>Habitants de communes fragiles restés à l’écart</translation>
    </message>
    <message>
        <location filename="../core/atlas/access_page.py"/>
        <source>Inhabitants within reach</source>
        <translation>Habitants desservis</translation>
    </message>
    <message>
        <location filename="../core/atlas/access_page.py"/>
        <source>Median time to a place</source>
        <translation>Temps médian jusqu’à un lieu</translation>
    </message>
    <message>
        <location filename="../core/atlas/access_page.py"/>
        <source>Median: half of the inhabitants need less. Gini: 0 when all need the same time, towards 1 when a few need nearly all of it. Concentration: above 0 when times are longer in the more fragile communes, below 0 when they are shorter.</source>
        <translation>Temps médian : la moitié des habitants mettent moins. Gini : 0 quand tous mettent le même temps, proche de 1 quand quelques-uns cumulent presque tout le temps. Concentration : au-dessus de 0 quand les temps sont plus longs dans les communes plus fragiles, au-dessous de 0 quand ils y sont plus courts.</translation>
    </message>
    <message>
        <location filename="../core/atlas/access_page.py"/>
        <location filename="../core/layers/charts.py"/>
        <location filename="../ui/steps.py"/>
        <source>Network</source>
        <translation>Réseau</translation>
    </message>
    <message>
        <location filename="../core/atlas/access_page.py"/>
        <source>Place nearby</source>
        <translation>Lieu des environs</translation>
    </message>
    <message>
        <location filename="../core/atlas/access_page.py"/>
        <source>Place of the territory</source>
        <translation>Lieu du territoire</translation>
    </message>
    <message>
        <location filename="../core/atlas/access_page.py"/>
        <source>Priority (0 to 100)</source>
        <translation>Priorité (de 0 à 100)</translation>
    </message>
    <message>
        <location filename="../core/atlas/access_page.py"/>
        <source>Priority: high where inhabitants are both fragile and far, compared among the territories measured ({count}).</source>
        <translation>Priorité : élevée là où les habitants sont à la fois fragiles et éloignés, par comparaison entre les territoires mesurés ({count}).</translation>
    </message>
    <message>
        <location filename="../core/atlas/access_page.py"/>
        <source>Share of the inhabitants on the network</source>
        <translation>Part des habitants situés dans le réseau</translation>
    </message>
    <message>
        <location filename="../core/atlas/access_page.py"/>
        <source>Time and mode</source>
        <translation>Temps et mode</translation>
    </message>
    <message>
        <location filename="../core/atlas/access_page.py"/>
        <source>Within reach of a place {by_mode}</source>
        <translation>À portée d’un lieu {by_mode}</translation>
    </message>
    <message>
        <location filename="../core/atlas/cover.py"/>
        <source>Code {code}</source>
        <translation>Code {code}</translation>
    </message>
    <message>
        <location filename="../core/atlas/cover.py"/>
        <source>Communes without a fragility score: {count}.</source>
        <translation>Communes sans score de fragilité : {count}.</translation>
    </message>
    <message>
        <location filename="../core/atlas/cover.py"/>
        <source>Digital inclusion places: territorial dossier</source>
        <translation>Lieux d’inclusion numérique : dossier de territoire</translation>
    </message>
    <message>
        <location filename="../core/atlas/cover.py"/>
        <source>Fictional territory, made for demonstration: none of these figures is real</source>
        <translation>Territoire fictif, créé pour la démonstration : aucun de ces chiffres n’est réel</translation>
    </message>
    <message>
        <location filename="../core/atlas/cover.py"/>
        <source>Inhabitants near a place</source>
        <translation>Habitants proches d’un lieu</translation>
    </message>
    <message>
        <location filename="../core/atlas/cover.py"/>
        <source>Inhabitants near a place, among the {count} who live on the road network</source>
        <translation>Habitants proches d’un lieu, parmi les {count} qui vivent sur le réseau routier</translation>
    </message>
    <message>
        <location filename="../core/atlas/cover.py"/>
        <source>Limits</source>
        <translation>Limites</translation>
    </message>
    <message>
        <location filename="../core/atlas/cover.py"/>
        <source>N</source>
        <translation>N</translation>
    </message>
    <message>
        <location filename="../core/atlas/cover.py"/>
        <source>Partly outside the road network. Inhabitants beyond it: {count}. Shares near a place are of the inhabitants inside.</source>
        <translation>Territoire partiellement hors du réseau routier. Habitants vivant au-delà : {count}. Les parts d’habitants proches d’un lieu se rapportent à ceux qui vivent dans le réseau.</translation>
    </message>
    <message>
        <location filename="../core/atlas/cover.py"/>
        <source>Places declared in this département that the map does not show, for want of a position or because they are placed elsewhere: {count}. They end the directory.</source>
        <translation>Lieux déclarés dans ce département mais absents de la carte, faute de position ou parce qu’ils sont placés ailleurs : {count}. Ils figurent à la fin de l’annuaire.</translation>
    </message>
    <message>
        <location filename="../core/atlas/cover.py"/>
        <source>Places drawn at the centre of their commune, for want of an address that could be located: {count}.</source>
        <translation>Lieux dessinés au centre de leur commune, faute d’adresse localisable : {count}.</translation>
    </message>
    <message>
        <location filename="../core/atlas/cover.py"/>
        <source>Places of the whole census without position, which cannot be filed under any territory: {count}.</source>
        <translation>Lieux sans position dans l’ensemble du recensement, qu’on ne peut rattacher à aucun territoire : {count}.</translation>
    </message>
    <message>
        <location filename="../core/atlas/cover.py"/>
        <source>Places that do not state their activities: {count} of {total}. Not stated does not mean not offered.</source>
        <translation>Lieux dont les activités ne sont pas renseignées : {count} sur {total}. Non renseigné ne veut pas dire non proposé.</translation>
    </message>
    <message>
        <location filename="../core/atlas/cover.py"/>
        <source>Places, by main activity</source>
        <translation>Lieux, par activité principale</translation>
    </message>
    <message>
        <location filename="../core/atlas/cover.py"/>
        <source>Several places, and their number</source>
        <translation>Ensemble de lieux, et leur nombre</translation>
    </message>
    <message>
        <location filename="../core/atlas/cover.py"/>
        <source>Some travel-time areas touch the edge of the road network and stop short there.</source>
        <translation>Certaines zones de temps de trajet touchent le bord du réseau routier et s’y arrêtent, faute de routes connues au-delà.</translation>
    </message>
    <message>
        <location filename="../core/atlas/cover.py"/>
        <source>The fragility score is built from indicators of each commune: it describes places of residence, not persons.</source>
        <translation>Le score de fragilité est construit à partir d’indicateurs de chaque commune : il décrit des lieux de résidence, non des personnes.</translation>
    </message>
    <message>
        <location filename="../core/atlas/cover.py"/>
        <source>This territory lies outside the road network that was given: travel times were not measured here, which does not mean that nobody is near.</source>
        <translation>Ce territoire se trouve hors du réseau routier fourni : les temps de trajet n’y ont pas été mesurés, ce qui ne veut pas dire que personne n’est proche d’un lieu.</translation>
    </message>
    <message>
        <location filename="../core/atlas/cover.py"/>
        <source>Travel times were not measured for this territory.</source>
        <translation>Les temps de trajet n’ont pas été mesurés pour ce territoire.</translation>
    </message>
    <message>
        <location filename="../core/atlas/cover.py"/>
        <source>What these figures do not say</source>
        <translation>Ce que ces chiffres ne disent pas</translation>
    </message>
    <message>
        <location filename="../core/atlas/cover.py"/>
        <source>fragility of the average inhabitant: 100 is the region, more is more fragile</source>
        <translation>fragilité de l’habitant moyen : 100 est la région, plus haut est plus fragile</translation>
    </message>
    <message>
        <location filename="../core/atlas/cover.py"/>
        <source>inhabitants of communes more fragile than the average inhabitant: {share} of all</source>
        <translation>habitants de communes plus fragiles que l’habitant moyen : {share} du total</translation>
    </message>
    <message numerus="yes">
        <location filename="../core/atlas/cover.py"/>
        <source>places of digital inclusion</source>
        <translation>
            <numerusform>lieu d’inclusion numérique</numerusform>
            <numerusform>lieux d’inclusion numérique</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../core/atlas/cover.py"/>
        <source>{caption}; communes without any: {count} of {total}</source>
        <translation>{caption} ; communes sans lieu : {count} sur {total}</translation>
    </message>
    <message numerus="yes">
        <location filename="../core/atlas/cover.py"/>
        <source>{n} communes</source>
        <translation>
            <numerusform>{n} commune</numerusform>
            <numerusform>{n} communes</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../core/atlas/cover.py"/>
        <source>{share} ({count} inhab.)</source>
        <translation>{share} ({count} hab.)</translation>
    </message>
    <message>
        <location filename="../core/atlas/directory.py"/>
        <location filename="../core/places/titles.py"/>
        <source>Activities</source>
        <translation>Activités</translation>
    </message>
    <message>
        <location filename="../core/atlas/directory.py"/>
        <source>Commune not stated</source>
        <translation>Commune non renseignée</translation>
    </message>
    <message>
        <location filename="../core/atlas/directory.py"/>
        <source>Declared here, placed elsewhere</source>
        <translation>Déclarés ici, placés ailleurs</translation>
    </message>
    <message>
        <location filename="../core/atlas/directory.py"/>
        <source>Declared here, without position</source>
        <translation>Déclarés ici, sans position</translation>
    </message>
    <message>
        <location filename="../core/atlas/directory.py"/>
        <source>Directory of places</source>
        <translation>Annuaire des lieux</translation>
    </message>
    <message>
        <location filename="../core/atlas/directory.py"/>
        <location filename="../core/places/titles.py"/>
        <source>Labels</source>
        <translation>Typologie</translation>
    </message>
    <message>
        <location filename="../core/atlas/directory.py"/>
        <location filename="../core/places/titles.py"/>
        <source>Phone</source>
        <translation>Téléphone</translation>
    </message>
    <message>
        <location filename="../core/atlas/directory.py"/>
        <source>Place and address</source>
        <translation>Lieu et adresse</translation>
    </message>
    <message>
        <location filename="../core/atlas/directory.py"/>
        <source>Place without a name</source>
        <translation>Lieu sans nom</translation>
    </message>
    <message>
        <location filename="../core/atlas/directory.py"/>
        <source>{commune} (continued)</source>
        <translation>{commune} (suite)</translation>
    </message>
    <message numerus="yes">
        <location filename="../core/atlas/directory.py"/>
        <source>{commune} · {n} places</source>
        <translation>
            <numerusform>{commune} · {n} lieu</numerusform>
            <numerusform>{commune} · {n} lieux</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../core/atlas/dossier_inputs.py"/>
        <source>FILTER: no territory has the code {unknown}. Known codes are for instance {known}.</source>
        <translation>FILTER : aucun territoire n’a le code {unknown}. Les codes connus sont par exemple {known}.</translation>
    </message>
    <message>
        <location filename="../core/atlas/dossier_inputs.py"/>
        <source>{layer}, feature {number}: the code “{code}” in {field} is empty or repeated. Each territory needs a code of its own.</source>
        <translation>{layer}, entité {number} : le code « {code} » du champ {field} est vide ou répété. Chaque territoire doit avoir son propre code.</translation>
    </message>
    <message>
        <location filename="../core/atlas/dossier_inputs.py"/>
        <source>{layer}: several rows have the same {field}, such as {codes}: it is the coverage of smaller territories. Compute the coverage of those of the atlas.</source>
        <translation>{layer} : plusieurs lignes ont le même {field}, par exemple {codes} : c’est la couverture de territoires plus petits. Calculez la couverture de ceux de l’atlas.</translation>
    </message>
    <message>
        <location filename="../core/atlas/equity_page.py"/>
        <source>All territories together: how travel times are shared</source>
        <translation>Tous territoires ensemble : comment les temps de trajet se répartissent</translation>
    </message>
    <message>
        <location filename="../core/atlas/equity_page.py"/>
        <source>Bars: inhabitants in ten equal parts, by the fragility of where they live. Concentration: above 0 when the more fragile need more time.</source>
        <translation>Barres : les habitants en dix parts égales, selon la fragilité de leur lieu de résidence. Concentration : supérieure à 0 quand les plus fragiles mettent plus de temps.</translation>
    </message>
    <message>
        <location filename="../core/atlas/equity_page.py"/>
        <source>Curves: the share of all minutes that the nearest inhabitants travel; on the straight line all would need the same time. Gini: 0 on that line, towards 1 far below it.</source>
        <translation>Courbes : la part de toutes les minutes que parcourent les habitants les plus proches ; sur la droite, tous mettraient le même temps. Gini : 0 sur cette droite, vers 1 loin en dessous.</translation>
    </message>
    <message>
        <location filename="../core/atlas/equity_page.py"/>
        <source>Each commune is in a third of all those measured by its fragility, and in a third by its median time to a place. Darkest: the most fragile and farthest. Hatched: outside the network, or without a score.</source>
        <translation>Chaque commune est dans un tiers des communes mesurées selon sa fragilité, et dans un tiers selon son temps médian vers un lieu. Le plus foncé : les plus fragiles et les plus éloignées. Hachuré : hors du réseau, ou sans score.</translation>
    </message>
    <message>
        <location filename="../core/atlas/equity_page.py"/>
        <source>Each territory is in a third of all those measured by its fragility, and in a third by its median time to a place. Darkest: the most fragile and farthest. Hatched: outside the network, or without a score.</source>
        <translation>Chaque territoire est dans un tiers des territoires mesurés selon sa fragilité, et dans un tiers selon son temps médian vers un lieu. Le plus foncé : les plus fragiles et les plus éloignés. Hachuré : hors du réseau, ou sans score.</translation>
    </message>
    <message>
        <location filename="../core/atlas/equity_page.py"/>
        <source>Gini {gini}, concentration {concentration}</source>
        <translation>Gini {gini}, concentration {concentration}</translation>
    </message>
    <message>
        <location filename="../core/atlas/equity_page.py"/>
        <source>Who is both fragile and far from a place, and how equally time is shared</source>
        <translation>Qui est à la fois fragile et loin d’un lieu, et comment les temps se répartissent</translation>
    </message>
    <message>
        <location filename="../core/atlas/equity_page.py"/>
        <source>not measured, or no score</source>
        <translation>non mesuré, ou sans score</translation>
    </message>
    <message>
        <location filename="../core/atlas/equity_page.py"/>
        <source>too few territories measured to compare</source>
        <translation>trop peu de territoires mesurés pour comparer</translation>
    </message>
    <message>
        <location filename="../core/atlas/equity_page.py"/>
        <source>{mode}: {words}</source>
        <translation>{mode} : {words}</translation>
    </message>
    <message>
        <location filename="../core/atlas/offer_page.py"/>
        <source>A place counts in each activity, public or label that it states; a full bar would be all the places</source>
        <translation>Un lieu compte dans chaque activité, public ou type qu’il déclare ; une barre pleine représenterait tous les lieux</translation>
    </message>
    <message>
        <location filename="../core/atlas/offer_page.py"/>
        <location filename="../core/places/titles.py"/>
        <source>Commune</source>
        <translation>Commune</translation>
    </message>
    <message>
        <location filename="../core/atlas/offer_page.py"/>
        <location filename="../core/layers/project.py"/>
        <location filename="../core/layers/roles.py"/>
        <source>Communes</source>
        <translation>Communes</translation>
    </message>
    <message>
        <location filename="../core/atlas/offer_page.py"/>
        <source>Fragility (100 = region)</source>
        <translation>Fragilité (100 = région)</translation>
    </message>
    <message>
        <location filename="../core/atlas/offer_page.py"/>
        <location filename="../ui/whatif/page.py"/>
        <source>Inhabitants</source>
        <translation>Habitants</translation>
    </message>
    <message numerus="yes">
        <location filename="../core/atlas/offer_page.py"/>
        <source>The {n} most fragile communes of {total}</source>
        <translation>
            <numerusform>La commune la plus fragile sur {total}</numerusform>
            <numerusform>Les {n} communes les plus fragiles sur {total}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../core/atlas/offer_page.py"/>
        <source>The {n} most populous communes of {total}</source>
        <translation>
            <numerusform>La commune la plus peuplée sur {total}</numerusform>
            <numerusform>Les {n} communes les plus peuplées sur {total}</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../core/atlas/offer_page.py"/>
        <source>What the places offer</source>
        <translation>Ce que proposent les lieux</translation>
    </message>
    <message>
        <location filename="../core/atlas/offer_page.py"/>
        <location filename="../core/layers/choropleth.py"/>
        <source>none</source>
        <translation>aucun</translation>
    </message>
    <message>
        <location filename="../core/atlas/page_parts.py"/>
        <source>Page {page} of {pages}</source>
        <translation>Page {page} sur {pages}</translation>
    </message>
    <message>
        <location filename="../core/atlas/pdf.py"/>
        <location filename="../core/common/files.py"/>
        <source>Cannot write {path}: {reason}. Choose another folder, or close the program using it.</source>
        <translation>Impossible d’écrire {path} : {reason}. Choisissez un autre dossier, ou fermez le programme qui l’utilise.</translation>
    </message>
    <message>
        <location filename="../core/atlas/pdf.py"/>
        <source>no room is left on the disk</source>
        <translation>il n’y a plus de place sur le disque</translation>
    </message>
    <message>
        <location filename="../core/atlas/pdf.py"/>
        <source>the file cannot be opened</source>
        <translation>le fichier ne peut pas être ouvert</translation>
    </message>
    <message>
        <location filename="../core/atlas/run.py"/>
        <source>Dossiers of an earlier run whose territories are not among these: {files}. They stay; to have them removed, run again with “Remove the dossiers of territories that are no more”.</source>
        <translation>Dossiers d’une exécution précédente dont les territoires ne sont pas parmi ceux-ci : {files}. Ils restent ; pour les supprimer, relancez avec « Supprimer les dossiers des territoires disparus ».</translation>
    </message>
    <message>
        <location filename="../core/atlas/run.py"/>
        <source>Fictional data made for demonstration with Maillage.</source>
        <translation>Données fictives, créées pour la démonstration avec Maillage.</translation>
    </message>
    <message>
        <location filename="../core/atlas/run.py"/>
        <source>Removed, their territories are not among these: {files}.</source>
        <translation>Supprimés, leurs territoires n’étant pas parmi ceux-ci : {files}.</translation>
    </message>
    <message>
        <location filename="../core/atlas/run.py"/>
        <source>Sources: census of places ({census}), population and fragility by their producers, Licence Ouverte 2.0 unless they say otherwise.</source>
        <translation>Sources : recensement des lieux ({census}), population et fragilité par leurs producteurs, Licence Ouverte 2.0 sauf mention contraire.</translation>
    </message>
    <message>
        <location filename="../core/atlas/run.py"/>
        <source>Sources: census of places ({census}), population and fragility by their producers, Licence Ouverte 2.0 unless they say otherwise; roads © OpenStreetMap contributors (ODbL) where they come from there.</source>
        <translation>Sources : recensement des lieux ({census}), population et fragilité par leurs producteurs, Licence Ouverte 2.0 sauf mention contraire ; routes © les contributeurs d’OpenStreetMap (ODbL) lorsqu’elles en viennent.</translation>
    </message>
    <message>
        <location filename="../core/atlas/run.py"/>
        <source>{name}: no dossier. {reason}</source>
        <translation>{name} : pas de dossier. {reason}</translation>
    </message>
    <message>
        <location filename="../core/atlas/run.py"/>
        <source>{name}: {count} p.</source>
        <translation>{name} : {count} p.</translation>
    </message>
    <message>
        <location filename="../core/common/files.py"/>
        <source>File not found: {path}. Check its name and folder.</source>
        <translation>Fichier introuvable : {path}. Vérifiez son nom et son dossier.</translation>
    </message>
    <message>
        <location filename="../core/common/files.py"/>
        <location filename="../core/network/osm_source.py"/>
        <source>The file is empty: {path}. Choose another one.</source>
        <translation>Le fichier est vide : {path}. Choisissez-en un autre.</translation>
    </message>
    <message>
        <location filename="../core/common/files.py"/>
        <source>{path} cannot be read: {reason}. Choose another file.</source>
        <translation>{path} ne peut pas être lu : {reason}. Choisissez un autre fichier.</translation>
    </message>
    <message>
        <location filename="../core/common/files.py"/>
        <source>{path} is a device or a pipe, not a file. Choose a file.</source>
        <translation>{path} est un périphérique ou un tube, non un fichier. Choisissez un fichier.</translation>
    </message>
    <message>
        <location filename="../core/common/files.py"/>
        <source>{path} is a folder. Choose a file in it.</source>
        <translation>{path} est un dossier. Choisissez un fichier qui s’y trouve.</translation>
    </message>
    <message>
        <location filename="../core/common/journal.py"/>
        <source>Answers could not be kept in {path} ({reason}): a run that stops before its end asks for them again.</source>
        <translation>Les réponses n’ont pas pu être gardées dans {path} ({reason}) : une exécution interrompue les redemandera.</translation>
    </message>
    <message>
        <location filename="../core/common/json_text.py"/>
        <source>it cannot be read ({reason})</source>
        <translation>il ne peut pas être lu ({reason})</translation>
    </message>
    <message>
        <location filename="../core/common/json_text.py"/>
        <source>it is larger than {size} MB</source>
        <translation>il dépasse {size} Mo</translation>
    </message>
    <message>
        <location filename="../core/common/json_text.py"/>
        <source>it is no JSON list</source>
        <translation>ce n’est pas une liste JSON</translation>
    </message>
    <message>
        <location filename="../core/common/json_text.py"/>
        <source>it is no JSON number</source>
        <translation>ce n’est pas un nombre JSON</translation>
    </message>
    <message>
        <location filename="../core/common/json_text.py"/>
        <location filename="../core/territories/method_file.py"/>
        <source>it is no JSON object</source>
        <translation>ce n’est pas un objet JSON</translation>
    </message>
    <message>
        <location filename="../core/common/json_text.py"/>
        <source>it is no JSON text</source>
        <translation>ce n’est pas un texte JSON</translation>
    </message>
    <message>
        <location filename="../core/common/json_text.py"/>
        <source>it is no text in UTF-8 ({reason})</source>
        <translation>ce n’est pas du texte en UTF-8 ({reason})</translation>
    </message>
    <message>
        <location filename="../core/common/json_text.py"/>
        <source>it is not valid JSON (lists and objects lie too deep in each other)</source>
        <translation>ce n’est pas du JSON valide (trop de listes et d’objets les uns dans les autres)</translation>
    </message>
    <message>
        <location filename="../core/common/json_text.py"/>
        <source>it is not valid JSON ({reason})</source>
        <translation>ce n’est pas du JSON valide ({reason})</translation>
    </message>
    <message>
        <location filename="../core/common/json_text.py"/>
        <source>“{name}” is no list</source>
        <translation>« {name} » n’est pas une liste</translation>
    </message>
    <message>
        <location filename="../core/common/json_text.py"/>
        <source>“{name}” is no number</source>
        <translation>« {name} » n’est pas un nombre</translation>
    </message>
    <message>
        <location filename="../core/common/json_text.py"/>
        <source>“{name}” is no object</source>
        <translation>« {name} » n’est pas un objet</translation>
    </message>
    <message>
        <location filename="../core/common/json_text.py"/>
        <location filename="../core/territories/method_file.py"/>
        <source>“{name}” is no text</source>
        <translation>« {name} » n’est pas un texte</translation>
    </message>
    <message>
        <location filename="../core/common/json_text.py"/>
        <source>“{name}” is not there</source>
        <translation>« {name} » n’y est pas</translation>
    </message>
    <message>
        <location filename="../core/common/json_text.py"/>
        <source>“{name}” stands twice</source>
        <translation>« {name} » figure deux fois</translation>
    </message>
    <message>
        <location filename="../core/common/memory.py"/>
        <source>{what} is too large: it needs about {needed} GB of memory, and this computer has {usable} GB. Give a part of it (one département, say), or use a larger computer.</source>
        <translation>{what} est trop volumineux : il faut environ {needed} Go de mémoire, et cet ordinateur en a {usable}. Donnez-en une partie (un département, par exemple), ou utilisez un ordinateur mieux doté.</translation>
    </message>
    <message>
        <location filename="../core/common/memory.py"/>
        <source>{what} needs about {needed} of the {usable} GB of memory: close what else is open.</source>
        <translation>{what} demande environ {needed} des {usable} Go de mémoire : fermez les autres programmes ouverts.</translation>
    </message>
    <message>
        <location filename="../core/common/modes.py"/>
        <source>By bike</source>
        <translation>À vélo</translation>
    </message>
    <message>
        <location filename="../core/common/modes.py"/>
        <source>By car</source>
        <translation>En voiture</translation>
    </message>
    <message>
        <location filename="../core/common/modes.py"/>
        <source>On foot</source>
        <translation>À pied</translation>
    </message>
    <message>
        <location filename="../core/common/modes.py"/>
        <source>by bicycle</source>
        <translation>à vélo</translation>
    </message>
    <message>
        <location filename="../core/common/modes.py"/>
        <source>by car</source>
        <translation>en voiture</translation>
    </message>
    <message>
        <location filename="../core/common/modes.py"/>
        <source>on foot</source>
        <translation>à pied</translation>
    </message>
    <message>
        <location filename="../core/common/sqlite_files.py"/>
        <source>{path} is no database that can be read ({reason}), and what a program left of one stands beside it. Give another file.</source>
        <translation>{path} n’est pas une base de données lisible ({reason}), et à côté se trouve ce qu’un programme a laissé d’une base. Donnez un autre fichier.</translation>
    </message>
    <message>
        <location filename="../core/common/sqlite_files.py"/>
        <source>{path} is open for editing, here or in another program, and replacing it would spoil it. Save or end the edits of its layers, or give another file.</source>
        <translation>{path} est ouvert en modification, ici ou dans un autre programme, et le remplacer l’abîmerait. Enregistrez ou terminez les modifications de ses couches, ou donnez un autre fichier.</translation>
    </message>
    <message>
        <location filename="../core/common/worker.py"/>
        <source>No Python was found beside QGIS: this step is computed in QGIS itself, which may not answer, nor be cancelled, until it is done.</source>
        <translation>Aucun Python n’a été trouvé auprès de QGIS : cette étape est calculée dans QGIS lui-même, qui peut ne plus répondre, ni s’annuler, avant la fin.</translation>
    </message>
    <message>
        <location filename="../core/common/worker.py"/>
        <source>The computation ended before its time (exit code {code}). It may have lacked memory: close other programs, or ask for less, then run again. {words}</source>
        <translation>Le calcul s’est arrêté avant la fin (code {code}). La mémoire a peut-être manqué : fermez d’autres programmes, ou demandez moins, puis relancez. {words}</translation>
    </message>
    <message numerus="yes">
        <location filename="../core/engines/asking.py"/>
        <source>It takes {n} days: when it refuses, run again the day after with the same settings, and only what is missing will be asked.</source>
        <translation>
            <numerusform>Il faut {n} jour : quand il refuse, relancez le lendemain avec les mêmes réglages, et seul ce qui manque sera demandé.</numerusform>
            <numerusform>Il faut {n} jours : quand il refuse, relancez le lendemain avec les mêmes réglages, et seul ce qui manque sera demandé.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../core/engines/asking.py"/>
        <source>Its usual plan allows {n} requests a day, and a place that it cannot answer takes some more.</source>
        <translation>
            <numerusform>Sa formule habituelle permet {n} requête par jour, et un lieu sans réponse en prend quelques-unes de plus.</numerusform>
            <numerusform>Sa formule habituelle permet {n} requêtes par jour, et un lieu sans réponse en prend quelques-unes de plus.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../core/engines/asking.py"/>
        <location filename="../core/places/checks/coded_fields.py"/>
        <source>{n} places</source>
        <translation>
            <numerusform>{n} lieu</numerusform>
            <numerusform>{n} lieux</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../core/engines/asking.py"/>
        <source>{n} requests</source>
        <translation>
            <numerusform>{n} requête</numerusform>
            <numerusform>{n} requêtes</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../core/engines/asking.py"/>
        <source>{service} draws no isochrones {by_mode}. Choose another mode ({modes}), or another engine.</source>
        <translation>{service} ne dessine pas d’isochrones {by_mode}. Choisissez un autre mode de déplacement ({modes}), ou un autre moteur.</translation>
    </message>
    <message>
        <location filename="../core/engines/asking.py"/>
        <source>{service} will receive {requests} for {places}: at least {duration}, and more where it is slow.</source>
        <translation>{service} recevra {requests} pour {places} : au moins {duration}, et davantage s’il est lent.</translation>
    </message>
    <message>
        <location filename="../core/engines/engine.py"/>
        <source>{service} draws isochrones of {longest} min at most. Lower the limits.</source>
        <translation>{service} dessine des isochrones de {longest} min au plus. Baissez les durées limites.</translation>
    </message>
    <message>
        <location filename="../core/engines/geoplateforme.py"/>
        <source>The place is outside the area that the service covers.</source>
        <translation>Le lieu est hors de la zone que couvre le service.</translation>
    </message>
    <message>
        <location filename="../core/engines/geoplateforme.py"/>
        <source>The service finds no isochrone here: {said}.</source>
        <translation>Le service ne trouve pas d’isochrone ici : {said}.</translation>
    </message>
    <message>
        <location filename="../core/engines/isochrone_question.py"/>
        <source>Its position is nowhere on Earth. Check the layer's coordinate system.</source>
        <translation>Sa position n’est nulle part sur la Terre. Vérifiez le système de coordonnées de la couche.</translation>
    </message>
    <message>
        <location filename="../core/engines/isochrone_question.py"/>
        <location filename="../core/engines/road_answers.py"/>
        <source>The place has no position.</source>
        <translation>Le lieu n’a pas de position.</translation>
    </message>
    <message>
        <location filename="../core/engines/isochrone_words.py"/>
        <source>Isochrones: {count}, places: {places}.</source>
        <translation>Isochrones : {count}, lieux : {places}.</translation>
    </message>
    <message numerus="yes">
        <location filename="../core/engines/isochrone_words.py"/>
        <source>{n} of them reach the edge of the network: the real areas may go farther there.</source>
        <translation>
            <numerusform>{n} d’entre elles atteint le bord du réseau : la zone réelle peut y aller plus loin.</numerusform>
            <numerusform>{n} d’entre elles atteignent le bord du réseau : les zones réelles peuvent y aller plus loin.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../core/engines/isochrone_words.py"/>
        <source>{n} places have none, or not all; they are in the table of failures (FAILURES).</source>
        <translation>
            <numerusform>{n} lieu n’en a aucune, ou n’a pas toutes les siennes ; il figure dans la table des échecs (FAILURES).</numerusform>
            <numerusform>{n} lieux n’en ont aucune, ou n’ont pas toutes les leurs ; ils figurent dans la table des échecs (FAILURES).</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../core/engines/isochrone_words.py"/>
        <source>{places} and {n} others</source>
        <translation>
            <numerusform>{places} et {n} de plus</numerusform>
            <numerusform>{places} et {n} de plus</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../core/engines/isochrone_words.py"/>
        <source>{places}: {reason}</source>
        <translation>{places} : {reason}</translation>
    </message>
    <message>
        <location filename="../core/engines/kept.py"/>
        <source>Isochrones known from an earlier run that stopped: {count}; places still to be asked: {missing}.</source>
        <translation>Isochrones connues d’un traitement précédent qui s’est arrêté : {count} ; lieux restant à demander : {missing}.</translation>
    </message>
    <message numerus="yes">
        <location filename="../core/engines/kept.py"/>
        <source>{n} isochrones are kept: run again with the same settings, and only the others are asked.</source>
        <translation>
            <numerusform>{n} isochrone est gardée : relancez avec les mêmes réglages, et seules les autres seront demandées.</numerusform>
            <numerusform>{n} isochrones sont gardées : relancez avec les mêmes réglages, et seules les autres seront demandées.</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../core/engines/openrouteservice.py"/>
        <source>The key of AUTHCFG holds characters that no key has. Copy it again into QGIS's authentication manager.</source>
        <translation>La clé d’AUTHCFG contient des caractères qu’aucune clé n’a. Copiez-la de nouveau dans le gestionnaire d’authentification de QGIS.</translation>
    </message>
    <message>
        <location filename="../core/engines/openrouteservice.py"/>
        <source>The requests that {host} allows this key in a day are used up ({said}). Run again tomorrow: what was answered is kept.</source>
        <translation>Les requêtes que {host} permet à cette clé en un jour sont épuisées ({said}). Relancez demain : les réponses reçues sont gardées.</translation>
    </message>
    <message>
        <location filename="../core/engines/openrouteservice.py"/>
        <location filename="../core/net/faults.py"/>
        <source>no reason given</source>
        <translation>aucune raison donnée</translation>
    </message>
    <message>
        <location filename="../core/engines/openrouteservice.py"/>
        <source>openrouteservice needs a key, free at openrouteservice.org. Store it in QGIS's authentication manager as “API Header”, with Authorization as the header and the key as its value, and give that configuration in AUTHCFG.</source>
        <translation>openrouteservice demande une clé, gratuite sur openrouteservice.org. Enregistrez-la dans le gestionnaire d’authentification de QGIS, type « API Header », avec Authorization pour en-tête et la clé pour valeur, et donnez cette configuration dans AUTHCFG.</translation>
    </message>
    <message>
        <location filename="../core/engines/openrouteservice.py"/>
        <source>{host} finds no isochrone: {said}.</source>
        <translation>{host} ne trouve pas d’isochrone : {said}.</translation>
    </message>
    <message>
        <location filename="../core/engines/openrouteservice.py"/>
        <source>{host} refuses the key of AUTHCFG ({said}). Check it in QGIS's authentication manager: the header is Authorization, its value the key alone.</source>
        <translation>{host} refuse la clé d’AUTHCFG ({said}). Vérifiez-la dans le gestionnaire d’authentification de QGIS : l’en-tête est Authorization, sa valeur la clé seule.</translation>
    </message>
    <message>
        <location filename="../core/engines/openrouteservice.py"/>
        <source>{host} refuses the key of AUTHCFG, or the requests that it allows in a day are used up ({said}). Check the key in QGIS's authentication manager, or run again tomorrow: what was answered is kept.</source>
        <translation>{host} refuse la clé d’AUTHCFG, ou les requêtes qu’il permet en un jour sont épuisées ({said}). Vérifiez la clé dans le gestionnaire d’authentification de QGIS, ou relancez demain : les réponses reçues sont gardées.</translation>
    </message>
    <message>
        <location filename="../core/engines/outcome.py"/>
        <source>{minutes} min: {reason}</source>
        <translation>{minutes} min : {reason}</translation>
    </message>
    <message>
        <location filename="../core/engines/road_answers.py"/>
        <source>The walk to the road takes {minutes} min: too long.</source>
        <translation>La marche jusqu’à la route prend {minutes} min : c’est trop long.</translation>
    </message>
    <message>
        <location filename="../core/engines/road_answers.py"/>
        <source>Wherever one is within reach, another place is nearer.</source>
        <translation>Partout où l’on est à portée, un autre lieu est plus proche.</translation>
    </message>
    <message>
        <location filename="../core/engines/road_answers.py"/>
        <source>{away} from the network: too far to join it.</source>
        <translation>À {away} du réseau : trop loin pour le rejoindre.</translation>
    </message>
    <message>
        <location filename="../core/engines/service_answers.py"/>
        <source>The service drew ground that nobody reaches within {minutes} min: it is left out.</source>
        <translation>Le service a dessiné une zone que personne n’atteint en {minutes} min : elle est écartée.</translation>
    </message>
    <message>
        <location filename="../core/engines/service_answers.py"/>
        <source>The service finds no ground within {minutes} min.</source>
        <translation>Le service ne trouve aucun terrain à moins de {minutes} min.</translation>
    </message>
    <message>
        <location filename="../core/engines/service_answers.py"/>
        <source>{host} answers something other than isochrones. Check the address in URL.</source>
        <translation>{host} répond autre chose que des isochrones. Vérifiez l’adresse dans URL.</translation>
    </message>
    <message>
        <location filename="../core/engines/service_replies.py"/>
        <source>Source: {attribution}</source>
        <translation>Source : {attribution}</translation>
    </message>
    <message>
        <location filename="../core/engines/service_replies.py"/>
        <source>{service} drew no isochrone of any place (of {count}). Of the first it says: {reason}</source>
        <translation>{service} n’a dessiné d’isochrone pour aucun lieu (sur {count}). Pour le premier : {reason}</translation>
    </message>
    <message>
        <location filename="../core/engines/valhalla.py"/>
        <source>No road that one can take is within {away}.</source>
        <translation>Aucune route praticable n’est à moins de {away}.</translation>
    </message>
    <message>
        <location filename="../core/engines/valhalla.py"/>
        <source>The engine valhalla needs the address of a server. Give it in URL, such as http://localhost:8002.</source>
        <translation>Le moteur valhalla a besoin de l’adresse d’un serveur. Donnez-la dans URL, par exemple http://localhost:8002.</translation>
    </message>
    <message>
        <location filename="../core/engines/valhalla.py"/>
        <source>{host} does not know this mode of travel ({said}).</source>
        <translation>{host} ne connaît pas ce mode de déplacement ({said}).</translation>
    </message>
    <message>
        <location filename="../core/engines/valhalla.py"/>
        <source>{host} draws no isochrone of so many minutes ({said}). Lower the limits, or raise service_limits.isochrone.max_time_contour in the server's settings.</source>
        <translation>{host} ne dessine pas d’isochrone d’autant de minutes ({said}). Baissez les durées limites, ou augmentez service_limits.isochrone.max_time_contour dans les réglages du serveur.</translation>
    </message>
    <message>
        <location filename="../core/engines/valhalla.py"/>
        <source>{host} is no Valhalla server that draws isochrones. Check the address in URL; it ends before “/isochrone”.</source>
        <translation>{host} n’est pas un serveur Valhalla qui dessine des isochrones. Vérifiez l’adresse dans URL ; elle s’arrête avant « /isochrone ».</translation>
    </message>
    <message>
        <location filename="../core/formats/celledits.py"/>
        <source>{file} cannot be changed in place: its cells are not found where they were read. Save it again as CSV, load that file and make the changes there.</source>
        <translation>{file} ne peut pas être modifié sur place : ses cellules ne se retrouvent pas là où elles ont été lues. Enregistrez-le en CSV, chargez ce fichier et faites-y les modifications.</translation>
    </message>
    <message>
        <location filename="../core/formats/delimited.py"/>
        <source>A quotation mark inside a cell is not doubled: cells may be cut at the wrong place. Check the row.</source>
        <translation>Un guillemet à l’intérieur d’une cellule n’est pas doublé : des cellules peuvent être coupées au mauvais endroit. Vérifiez la ligne.</translation>
    </message>
    <message>
        <location filename="../core/formats/delimited.py"/>
        <source>The row is in {encoding} and most others in {main}: it was read so. Check its accents, and save the whole file as UTF-8.</source>
        <translation>La ligne est en {encoding}, la plupart des autres en {main} : elle a été lue ainsi. Vérifiez ses accents, puis enregistrez tout le fichier en UTF-8.</translation>
    </message>
    <message>
        <location filename="../core/formats/delimited.py"/>
        <source>The sign “{sign}” cannot be written in the file's encoding, {encoding}. Write it differently, or save the source as UTF-8 first.</source>
        <translation>Le signe « {sign} » ne peut pas être écrit dans l’encodage du fichier, {encoding}. Écrivez-le autrement, ou enregistrez d’abord le fichier d’origine en UTF-8.</translation>
    </message>
    <message numerus="yes">
        <location filename="../core/formats/delimited.py"/>
        <source>{file}: a cell of the record of line {line} is longer than {n} characters. Maybe a quotation mark is not closed: close or remove it.</source>
        <translation>
            <numerusform>{file} : une cellule de l’enregistrement de la ligne {line} dépasse {n} caractère. Un guillemet n’est peut-être pas fermé : fermez-le ou retirez-le.</numerusform>
            <numerusform>{file} : une cellule de l’enregistrement de la ligne {line} dépasse {n} caractères. Un guillemet n’est peut-être pas fermé : fermez-le ou retirez-le.</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../core/formats/delimited.py"/>
        <source>{file}: a quotation mark opened in the record of line {line} is never closed. Close or remove it.</source>
        <translation>{file} : un guillemet ouvert dans l’enregistrement de la ligne {line} n’est jamais fermé. Fermez-le ou supprimez-le.</translation>
    </message>
    <message>
        <location filename="../core/formats/encodings.py"/>
        <source>{file} holds NUL bytes, the first in line {line}: it is damaged. Export it again from the program that it came from.</source>
        <translation>{file} contient des octets nuls, le premier à la ligne {line} : il est abîmé. Exportez-le à nouveau depuis le logiciel d’origine.</translation>
    </message>
    <message>
        <location filename="../core/formats/encodings.py"/>
        <source>{file} is in UTF-32, which is not read. Save it again as UTF-8.</source>
        <translation>{file} est en UTF-32, un encodage qui n’est pas lu. Enregistrez-le à nouveau en UTF-8.</translation>
    </message>
    <message>
        <location filename="../core/formats/encodings.py"/>
        <source>{file} is not a text file. Choose a census as CSV, XLSX, ODS, GeoJSON or GeoPackage, with the usual file extension.</source>
        <translation>{file} n’est pas un fichier texte. Choisissez un recensement en CSV, XLSX, ODS, GeoJSON ou GeoPackage, avec l’extension de fichier habituelle.</translation>
    </message>
    <message>
        <location filename="../core/formats/encodings.py"/>
        <source>{file}: the encoding is broken at line {line} (byte {byte}, value 0x{value}), read as {encoding}. Save the file again as UTF-8.</source>
        <translation>{file} : l’encodage est fautif à la ligne {line} (octet {byte}, valeur 0x{value}), lu comme {encoding}. Enregistrez à nouveau le fichier en UTF-8.</translation>
    </message>
    <message>
        <location filename="../core/formats/geojson.py"/>
        <location filename="../core/formats/geopackage.py"/>
        <source>Its geometry in the file is no point, and is not moved.</source>
        <translation>Sa géométrie dans le fichier n’est pas un point, et n’est pas déplacée.</translation>
    </message>
    <message>
        <location filename="../core/formats/geojson.py"/>
        <source>The value is no plain one in the file, and is not overwritten.</source>
        <translation>La valeur n’est pas simple dans le fichier, et n’est pas écrasée.</translation>
    </message>
    <message>
        <location filename="../core/formats/geopackage.py"/>
        <source>The column holds numbers only.</source>
        <translation>La colonne ne contient que des nombres.</translation>
    </message>
    <message>
        <location filename="../core/formats/geopackage.py"/>
        <source>{file} is being written by another program. Close its layers there, then save again.</source>
        <translation>{file} est en cours d’écriture par un autre programme. Fermez-y ses couches, puis enregistrez à nouveau.</translation>
    </message>
    <message>
        <location filename="../core/formats/jsonrecords.py"/>
        <source>{file} is JSON without a list of records, which are objects such as {example}. Choose another file.</source>
        <translation>{file} est du JSON sans liste d’enregistrements, qui sont des objets comme {example}. Choisissez un autre fichier.</translation>
    </message>
    <message>
        <location filename="../core/formats/layerfiles.py"/>
        <source>Only the sheet or layer {chosen} was read. The others are: {names}.</source>
        <translation>Seule la feuille ou la couche {chosen} a été lue. Les autres sont : {names}.</translation>
    </message>
    <message>
        <location filename="../core/formats/layerfiles.py"/>
        <source>{file} cannot be read as a {kind} file, or holds no table. {reason} Open it in the program that made it and save it again, or save it as CSV.</source>
        <translation>{file} ne peut pas être lu comme fichier {kind}, ou ne contient aucun tableau. {reason} Ouvrez-le dans le logiciel d’origine et enregistrez-le à nouveau, ou enregistrez-le en CSV.</translation>
    </message>
    <message>
        <location filename="../core/formats/layerfiles.py"/>
        <source>{file} has no sheet or layer “{sheet}”. Those there: {names}.</source>
        <translation>{file} n’a pas de feuille ni de couche « {sheet} ». Celles qui s’y trouvent : {names}.</translation>
    </message>
    <message>
        <location filename="../core/formats/layerfiles.py"/>
        <source>{file} has points, and no coordinate reference system to place them. Save it again with its system, or open it in QGIS, set it there and choose the layer.</source>
        <translation>{file} contient des points, mais pas de système de coordonnées pour les situer. Enregistrez-le à nouveau avec son système, ou ouvrez-le dans QGIS, indiquez-y son système et choisissez la couche.</translation>
    </message>
    <message>
        <location filename="../core/formats/layerfiles.py"/>
        <source>{file}: the text of feature {number} is not in UTF-8, as that of a {kind} file has to be. Save it again in UTF-8, or save it as CSV.</source>
        <translation>{file} : le texte de l’entité {number} n’est pas en UTF-8, comme doit l’être celui d’un fichier {kind}. Enregistrez-le de nouveau en UTF-8, ou au format CSV.</translation>
    </message>
    <message>
        <location filename="../core/formats/layerfiles.py"/>
        <source>{sheet} (hidden)</source>
        <translation>{sheet} (masquée)</translation>
    </message>
    <message>
        <location filename="../core/formats/ods.py"/>
        <source>It defines XML entities, which no spreadsheet program writes.</source>
        <translation>Il définit des entités XML, ce qu’aucun tableur n’écrit.</translation>
    </message>
    <message>
        <location filename="../core/formats/ods.py"/>
        <location filename="../core/formats/xlsx.py"/>
        <source>The cell holds a formula, which is not overwritten.</source>
        <translation>La cellule contient une formule, qui n’est pas écrasée.</translation>
    </message>
    <message>
        <location filename="../core/formats/ods.py"/>
        <location filename="../core/formats/xlsx.py"/>
        <source>The row holds a formula, and is not removed.</source>
        <translation>La ligne contient une formule, et n’est pas retirée.</translation>
    </message>
    <message>
        <location filename="../core/formats/rawtable.py"/>
        <source>Row {row} repeats the names of the columns. It is no place, and was left out.</source>
        <translation>La ligne {row} répète les noms de colonnes. Ce n’est pas un lieu : elle a été laissée de côté.</translation>
    </message>
    <message>
        <location filename="../core/formats/rawtable.py"/>
        <source>Row {row} stands above the names of the columns, and is no place: “{text}”.</source>
        <translation>La ligne {row} se trouve au-dessus des noms de colonnes et n’est pas un lieu : « {text} ».</translation>
    </message>
    <message>
        <location filename="../core/formats/rawtable.py"/>
        <source>The last row looks like a line of totals, not like a place. Remove it if it is one.</source>
        <translation>La dernière ligne ressemble à une ligne de totaux, non à un lieu. Supprimez-la si c’en est une.</translation>
    </message>
    <message>
        <location filename="../core/formats/rawtable.py"/>
        <source>{file} has more than {rows}, or than {cells}: it is too large to be a census. Choose another one, or keep only the rows that you need.</source>
        <translation>{file} a plus de {rows}, ou de {cells} : c’est trop pour un recensement. Choisissez-en un autre, ou ne gardez que les lignes utiles.</translation>
    </message>
    <message numerus="yes">
        <location filename="../core/formats/rawtable.py"/>
        <source>{file} has {n} columns, more than the {maximum} that can be kept. Remove the columns that you do not need.</source>
        <translation>
            <numerusform>{file} a {n} colonne, plus que les {maximum} qui peuvent être conservées. Supprimez les colonnes dont vous n’avez pas besoin.</numerusform>
            <numerusform>{file} a {n} colonnes, plus que les {maximum} qui peuvent être conservées. Supprimez les colonnes dont vous n’avez pas besoin.</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../core/formats/rawtable.py"/>
        <source>{file} holds a header ({columns}) and no row below it. Choose another file.</source>
        <translation>{file} contient un en-tête ({columns}) et aucune ligne au-dessous. Choisissez un autre fichier.</translation>
    </message>
    <message>
        <location filename="../core/formats/rawtable.py"/>
        <source>{file} holds no record. Its columns are: {columns}. Choose another one.</source>
        <translation>{file} ne contient aucun enregistrement. Ses colonnes sont : {columns}. Choisissez-en un autre.</translation>
    </message>
    <message>
        <location filename="../core/formats/rawtable.py"/>
        <source>{file} holds no row at all. Choose another file.</source>
        <translation>{file} ne contient aucune ligne. Choisissez un autre fichier.</translation>
    </message>
    <message numerus="yes">
        <location filename="../core/formats/rawtable.py"/>
        <source>{n} cells</source>
        <translation>
            <numerusform>{n} cellule</numerusform>
            <numerusform>{n} cellules</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../core/formats/rawtable.py"/>
        <source>{n} rows</source>
        <translation>
            <numerusform>{n} ligne</numerusform>
            <numerusform>{n} lignes</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../core/formats/readers.py"/>
        <source>a PDF document</source>
        <translation>un document PDF</translation>
    </message>
    <message>
        <location filename="../core/formats/readers.py"/>
        <source>a ZIP archive</source>
        <translation>une archive ZIP</translation>
    </message>
    <message>
        <location filename="../core/formats/readers.py"/>
        <source>a compressed archive</source>
        <translation>une archive compressée</translation>
    </message>
    <message>
        <location filename="../core/formats/readers.py"/>
        <source>a web page (HTML)</source>
        <translation>une page web (HTML)</translation>
    </message>
    <message>
        <location filename="../core/formats/readers.py"/>
        <source>an XML document</source>
        <translation>un document XML</translation>
    </message>
    <message>
        <location filename="../core/formats/readers.py"/>
        <source>an old Excel workbook (.xls)</source>
        <translation>un ancien classeur Excel (.xls)</translation>
    </message>
    <message>
        <location filename="../core/formats/readers.py"/>
        <source>{file} cannot be read: {reason}. Check that you may read it and that no other program holds it.</source>
        <translation>{file} ne peut pas être lu : {reason}. Vérifiez que vous en avez le droit et qu’aucun autre logiciel ne le tient ouvert.</translation>
    </message>
    <message>
        <location filename="../core/formats/readers.py"/>
        <source>{file} is larger than {size} MB: it was not read. Keep only the rows and columns of the census.</source>
        <translation>{file} dépasse {size} Mo : il n’a pas été lu. Ne gardez que les lignes et les colonnes du recensement.</translation>
    </message>
    <message>
        <location filename="../core/formats/readers.py"/>
        <source>{file} is no {kind} file, whatever its name says. If it is text, give it the extension .csv; else open it in the program that made it and save it again.</source>
        <translation>{file} n’est pas un fichier {kind}, quoi qu’en dise son nom. Si c’est du texte, donnez-lui l’extension .csv ; sinon ouvrez-le dans le logiciel d’origine et enregistrez-le à nouveau.</translation>
    </message>
    <message>
        <location filename="../core/formats/readers.py"/>
        <source>{file} is {content}, not a table that can be read. Fetch the file itself, unpack it, or save the table as CSV, XLSX, ODS, GeoJSON or GeoPackage.</source>
        <translation>{file} est {content}, et non un tableau lisible. Récupérez le fichier lui-même, décompressez-le, ou enregistrez le tableau en CSV, XLSX, ODS, GeoJSON ou GeoPackage.</translation>
    </message>
    <message>
        <location filename="../core/formats/spreadsheets.py"/>
        <source>Cells of the workbook are merged ({ranges}): only the first of them holds the value, the others are read as empty. Unmerge them and fill each cell.</source>
        <translation>Des cellules du classeur sont fusionnées ({ranges}) : seule la première porte la valeur, les autres sont lues comme vides. Défusionnez-les et remplissez chaque cellule.</translation>
    </message>
    <message>
        <location filename="../core/formats/spreadsheets.py"/>
        <source>{file} unpacks to {size} MB, far more than a census: it was not opened. Save only the sheet of the census, as a new file.</source>
        <translation>{file} occuperait {size} Mo une fois décompressé, bien plus qu’un recensement : il n’a pas été ouvert. Enregistrez seulement la feuille du recensement, dans un nouveau fichier.</translation>
    </message>
    <message>
        <location filename="../core/formats/xmlarchive.py"/>
        <source>A spreadsheet cannot hold the control character U+{code}. Take it out.</source>
        <translation>Un classeur ne peut pas contenir le caractère de contrôle U+{code}. Retirez-le.</translation>
    </message>
    <message>
        <location filename="../core/formats/xmlarchive.py"/>
        <source>A spreadsheet's cell holds no more than 32,767 characters. Shorten the text.</source>
        <translation>Une cellule de classeur ne contient pas plus de 32 767 caractères. Raccourcissez le texte.</translation>
    </message>
    <message>
        <location filename="../core/formats/xmlarchive.py"/>
        <source>{file} is damaged or was not copied to its end ({reason}). Fetch it again, or open it in the program that made it and save it again.</source>
        <translation>{file} est abîmé ou n’a pas été copié jusqu’au bout ({reason}). Récupérez-le à nouveau, ou ouvrez-le dans le logiciel d’origine et enregistrez-le à nouveau.</translation>
    </message>
    <message>
        <location filename="../core/formats/xmlarchive.py"/>
        <source>{file} is protected by a password. Open it in a spreadsheet program, save it without one, and choose that file.</source>
        <translation>{file} est protégé par un mot de passe. Ouvrez-le dans un tableur, enregistrez-le sans mot de passe et choisissez ce fichier.</translation>
    </message>
    <message>
        <location filename="../core/geocoding/geocode.py"/>
        <source>Places found by their address: {address}; at the centre of their town: {town}.</source>
        <translation>Lieux trouvés par leur adresse : {address} ; au centre de leur commune : {town}.</translation>
    </message>
    <message>
        <location filename="../core/geocoding/geocode.py"/>
        <source>Places still without a point: {count}.</source>
        <translation>Lieux encore sans point : {count}.</translation>
    </message>
    <message>
        <location filename="../core/geocoding/geocode.py"/>
        <source>The places have neither a field “address” nor a field “city”. Load them with “Load a census of places” first.</source>
        <translation>Les lieux n’ont ni champ « address » ni champ « city ». Chargez-les d’abord avec « Charger un recensement de lieux ».</translation>
    </message>
    <message>
        <location filename="../core/geocoding/geocoder.py"/>
        <source>Addresses asked of {host}: {count}; known from before: {known}.</source>
        <translation>Adresses demandées à {host} : {count} ; déjà connues : {known}.</translation>
    </message>
    <message>
        <location filename="../core/geocoding/geocoder.py"/>
        <source>{host} answered for some addresses only ({count} of {total}). Run again later: what it answered is kept.</source>
        <translation>{host} n’a répondu que pour certaines adresses ({count} sur {total}). Relancez le traitement plus tard : ce qu’il a répondu est gardé.</translation>
    </message>
    <message>
        <location filename="../core/geocoding/geocoder.py"/>
        <source>{host} does not answer as a geocoder: its table lacks the column {name}. Check ENDPOINT, the address of the service without “/search/csv”.</source>
        <translation>{host} ne répond pas comme un géocodeur : il manque la colonne {name} à son tableau. Vérifiez ENDPOINT, l’adresse du service sans « /search/csv ».</translation>
    </message>
    <message>
        <location filename="../core/geocoding/lookup_report.py"/>
        <source>Another street was found, so the point was left as it was: {address}. Correct the address, or apply the proposal if that is the place.</source>
        <translation>Une autre rue a été trouvée, donc le point est resté où il était : {address}. Corrigez l’adresse, ou appliquez la proposition si c’est bien le lieu.</translation>
    </message>
    <message>
        <location filename="../core/geocoding/lookup_report.py"/>
        <source>Found elsewhere than declared, so the point was left as it was: {address}. Correct the town or its codes, or apply the proposal if that is the place.</source>
        <translation>Trouvé ailleurs que déclaré, le point est donc resté inchangé : {address}. Corrigez la commune ou ses codes, ou appliquez la proposition si c’est bien ce lieu.</translation>
    </message>
    <message>
        <location filename="../core/geocoding/lookup_report.py"/>
        <source>Found with a score of {score} only, so the point was left as it was: {address}. Apply the proposal if that is the place.</source>
        <translation>Trouvé avec un score de {score} seulement, le point est donc resté inchangé : {address}. Appliquez la proposition si c’est bien ce lieu.</translation>
    </message>
    <message>
        <location filename="../core/geocoding/lookup_report.py"/>
        <source>Neither an address nor a town is known. Write one, then run again.</source>
        <translation>Ni adresse ni commune ne sont connues. Renseignez-en une, puis relancez le traitement.</translation>
    </message>
    <message>
        <location filename="../core/geocoding/lookup_report.py"/>
        <source>No address is known: the point is that of the town, {town}.</source>
        <translation>Aucune adresse n’est connue : le point est celui de la commune, {town}.</translation>
    </message>
    <message>
        <location filename="../core/geocoding/lookup_report.py"/>
        <source>Only the town was found, {town}: the point was left as it was.</source>
        <translation>Seule la commune a été trouvée, {town} : le point est resté inchangé.</translation>
    </message>
    <message>
        <location filename="../core/geocoding/lookup_report.py"/>
        <source>The address was found in {town}, which has another code than the one declared.</source>
        <translation>L’adresse a été trouvée à {town}, dont le code n’est pas celui qui est déclaré.</translation>
    </message>
    <message>
        <location filename="../core/geocoding/lookup_report.py"/>
        <source>The address was not found: the point is that of the town, {town}.</source>
        <translation>L’adresse n’a pas été trouvée : le point est celui de la commune, {town}.</translation>
    </message>
    <message>
        <location filename="../core/geocoding/lookup_report.py"/>
        <source>The geocoder could not read this address. Run again later, or rewrite it.</source>
        <translation>Le géocodeur n’a pas pu lire cette adresse. Relancez le traitement plus tard, ou réécrivez-la.</translation>
    </message>
    <message>
        <location filename="../core/geocoding/lookup_report.py"/>
        <source>The geocoder knows no such address. Check its spelling, or place it by hand.</source>
        <translation>Le géocodeur ne connaît pas cette adresse. Vérifiez son orthographe, ou placez le point à la main.</translation>
    </message>
    <message>
        <location filename="../core/geocoding/lookup_report.py"/>
        <source>The place is itinerant and has no address. It was not looked for.</source>
        <translation>Le lieu est itinérant et n’a pas d’adresse. Il n’a pas été cherché.</translation>
    </message>
    <message>
        <location filename="../core/geocoding/lookup_report.py"/>
        <source>The place is itinerant: the point is that of the address written.</source>
        <translation>Le lieu est itinérant : le point est celui de l’adresse renseignée.</translation>
    </message>
    <message>
        <location filename="../core/geocoding/lookup_report.py"/>
        <source>The point given lies {away} from its address, {address}. Apply the proposal if the address is right.</source>
        <translation>Le point donné est à {away} de son adresse, {address}. Appliquez la proposition si l’adresse est juste.</translation>
    </message>
    <message>
        <location filename="../core/geocoding/lookup_report.py"/>
        <source>The point moved by {away}, to {address}.</source>
        <translation>Le point s’est déplacé de {away}, vers {address}.</translation>
    </message>
    <message>
        <location filename="../core/inputs/candidate_words.py"/>
        <source>By road, people stand along the streets: the centres (CENTRES) are not used.</source>
        <translation>Par la route, les habitants sont placés le long des rues : les centres (CENTRES) ne servent pas.</translation>
    </message>
    <message>
        <location filename="../core/inputs/candidate_words.py"/>
        <source>Candidates too far from the road, or without a position, and so left out ({count} of {total}): {named}</source>
        <translation>Emplacements possibles trop loin de la route, ou sans position, et donc écartés ({count} sur {total}) : {named}</translation>
    </message>
    <message numerus="yes">
        <location filename="../core/inputs/candidate_words.py"/>
        <source>Candidates: {n} spots where people live, each amid an equal part of what there is to gain.</source>
        <translation>
            <numerusform>Emplacements possibles : {n} endroit habité, au milieu de tout ce qu’il y a à gagner.</numerusform>
            <numerusform>Emplacements possibles : {n} endroits habités, chacun au milieu d’une part égale de ce qu’il y a à gagner.</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../core/inputs/candidate_words.py"/>
        <source>In a straight line, all {people} ({count}) are within {minutes} min of a place already. Give a shorter limit, or choose pmedian.</source>
        <translation>À vol d’oiseau, l’ensemble ({people} : {count}) est déjà à moins de {minutes} min d’un lieu. Donnez une durée limite plus courte, ou choisissez pmedian.</translation>
    </message>
    <message>
        <location filename="../core/inputs/candidate_words.py"/>
        <source>In a straight line, {people} who are more than {minutes} min from any place that counts: {left} of {count} ({share}).</source>
        <translation>À vol d’oiseau, à plus de {minutes} min de tout lieu qui compte ({people}) : {left} sur {count} ({share}).</translation>
    </message>
    <message>
        <location filename="../core/inputs/candidate_words.py"/>
        <source>Inside the network, all {people} ({count}) are within {minutes} min of a place already. Give a shorter limit, or choose pmedian.</source>
        <translation>Dans le réseau, tous les {people} ({count}) sont déjà à {minutes} min au plus d’un lieu. Donnez une durée limite plus courte, ou choisissez pmedian.</translation>
    </message>
    <message>
        <location filename="../core/inputs/candidate_words.py"/>
        <source>Inside the network, {people} who are more than {minutes} min from any place that counts: {left} of {count} ({share}).</source>
        <translation>Dans le réseau, {people} à plus de {minutes} min de tout lieu pris en compte : {left} sur {count} ({share}).</translation>
    </message>
    <message>
        <location filename="../core/inputs/candidate_words.py"/>
        <source>Inside the network, {people} who reach no place: {lost} of {count}. Their time is counted as that of those who live farthest from one.</source>
        <translation>Dans le réseau, {people} qui n’atteignent aucun lieu : {lost} sur {count}. Leur temps compte comme celui des habitants qui en vivent le plus loin.</translation>
    </message>
    <message>
        <location filename="../core/inputs/candidate_words.py"/>
        <source>None of the candidates ({count}) has a position. Choose candidates that have one.</source>
        <translation>Aucun des emplacements possibles ({count}) n’a de position. Choisissez-en qui en ont une.</translation>
    </message>
    <message>
        <location filename="../core/inputs/candidate_words.py"/>
        <source>None of the candidates ({count}) is near a road of this mode. Choose candidates on the network.</source>
        <translation>Aucun des emplacements possibles ({count}) n’est proche d’une route de ce mode. Choisissez des emplacements sur le réseau.</translation>
    </message>
    <message>
        <location filename="../core/inputs/candidate_words.py"/>
        <source>People without a car depend on the bus too, which is not timed here.</source>
        <translation>Les personnes sans voiture dépendent aussi du bus, dont les durées ne sont pas calculées ici.</translation>
    </message>
    <message>
        <location filename="../core/inputs/candidate_words.py"/>
        <source>Sites asked for (COUNT): {count}; candidates that can be used: only {usable}. Ask for fewer sites, or give more candidates.</source>
        <translation>Emplacements demandés (COUNT) : {count} ; emplacements possibles utilisables : seulement {usable}. Demandez-en moins, ou donnez-en davantage.</translation>
    </message>
    <message>
        <location filename="../core/inputs/candidate_words.py"/>
        <source>Territories or groups of candidates that get one site at most: {groups}; candidates in none, of which any may be chosen: {none}.</source>
        <translation>Territoires ou groupes d’emplacements qui en reçoivent un au plus : {groups} ; emplacements qui ne sont dans aucun, et ne sont pas limités : {none}.</translation>
    </message>
    <message>
        <location filename="../core/inputs/candidate_words.py"/>
        <source>Those among them who are that near to a place that does not say whether it offers the service, but may: {unsure}.</source>
        <translation>Parmi eux, ceux qui sont à cette distance d’un lieu qui ne dit pas s’il propose le service, mais le propose peut-être : {unsure}.</translation>
    </message>
    <message>
        <location filename="../core/inputs/candidate_words.py"/>
        <source>Those whom new places would help are people who travel {by_mode}: choose this mode (MODE={mode}).</source>
        <translation>De nouveaux lieux aideraient les personnes qui se déplacent {by_mode} : choisissez ce mode (MODE={mode}).</translation>
    </message>
    <message>
        <location filename="../core/inputs/candidate_words.py"/>
        <source>Times are straight lines, not roads: {kmh} km/h {by_mode}, about what journeys make good on them. Rivers and hills are not in them. With a network, times are by road.</source>
        <translation>Les durées sont à vol d’oiseau et non par la route : {kmh} km/h {by_mode}, à peu près ce que les trajets parcourent en ligne droite. Rivières et reliefs n’y sont pas. Avec un réseau, elles sont par la route.</translation>
    </message>
    <message>
        <location filename="../core/inputs/candidate_words.py"/>
        <source>Within {minutes} min of a place today, of all {people}: {shares}.</source>
        <translation>À moins de {minutes} min d’un lieu aujourd’hui, sur l’ensemble ({people}) : {shares}.</translation>
    </message>
    <message>
        <location filename="../core/inputs/candidate_words.py"/>
        <location filename="../core/inputs/place_words.py"/>
        <source>{place} (no position)</source>
        <translation>{place} (sans position)</translation>
    </message>
    <message>
        <location filename="../core/inputs/candidate_words.py"/>
        <location filename="../core/inputs/place_words.py"/>
        <source>{place} ({away} away)</source>
        <translation>{place} (à {away})</translation>
    </message>
    <message>
        <location filename="../core/inputs/candidate_words.py"/>
        <source>{share} {by_mode}</source>
        <translation>{share} {by_mode}</translation>
    </message>
    <message>
        <location filename="../core/inputs/candidates.py"/>
        <source>All candidates of {layer} state {code} already. Choose others.</source>
        <translation>Tous les emplacements possibles de {layer} déclarent déjà {code}. Choisissez-en d’autres.</translation>
    </message>
    <message>
        <location filename="../core/inputs/candidates.py"/>
        <source>Candidates that state {code} already, and are left out: {count} of {total}. Of the others, those that do not say what they offer, and may offer it too: {unstated}.</source>
        <translation>Emplacements possibles qui déclarent déjà {code}, et sont donc écartés : {count} sur {total}. Parmi les autres, ceux qui ne disent pas ce qu’ils proposent, et le proposent peut-être aussi : {unstated}.</translation>
    </message>
    <message>
        <location filename="../core/inputs/candidates.py"/>
        <source>Give one service only (SERVICE), not {codes}.</source>
        <translation>Donnez un seul service (SERVICE), et non {codes}.</translation>
    </message>
    <message>
        <location filename="../core/inputs/candidates.py"/>
        <source>Neither the candidates nor the polygons of the demand have the field {field} (ONE_PER). Choose one of theirs, or give TERRITORIES.</source>
        <translation>Ni les emplacements possibles ni les polygones de la demande n’ont le champ {field} (ONE_PER). Choisissez un des leurs, ou donnez TERRITORIES.</translation>
    </message>
    <message>
        <location filename="../core/inputs/candidates.py"/>
        <source>No candidate is of the kinds {absent} (KINDS): they choose none.</source>
        <translation>Aucun emplacement n’est des types {absent} (KINDS) : ils n’en retiennent aucun.</translation>
    </message>
    <message>
        <location filename="../core/inputs/candidates.py"/>
        <source>No candidate of {layer} is of the kinds {wanted} (KINDS). Those of its field kind are: {kinds}.</source>
        <translation>Aucun emplacement de {layer} n’est d’un des types {wanted} (KINDS). Ceux de son champ kind sont : {kinds}.</translation>
    </message>
    <message>
        <location filename="../core/inputs/candidates.py"/>
        <source>None of the people counted of {layer} have a position. Choose another layer.</source>
        <translation>Aucun des habitants comptés de {layer} n’a de position. Choisissez une autre couche.</translation>
    </message>
    <message>
        <location filename="../core/inputs/candidates.py"/>
        <source>None of the people counted of {layer} live inside the network. Choose a network that covers them.</source>
        <translation>Aucun des habitants comptés de {layer} ne vit dans le réseau. Choisissez un réseau qui les couvre.</translation>
    </message>
    <message>
        <location filename="../core/inputs/candidates.py"/>
        <source>{layer}: nobody has a score above {threshold} in the field {field}, so that nobody is fragile. Give another threshold or field, or none to count everybody.</source>
        <translation>{layer} : personne n’a de score supérieur à {threshold} dans le champ {field}, si bien que personne n’est fragile. Donnez un autre seuil ou un autre champ, ou aucun pour compter tous les habitants.</translation>
    </message>
    <message>
        <location filename="../core/inputs/candidates.py"/>
        <source>{layer}: nobody has a score in the field {field}. Choose another field, or none to count everybody.</source>
        <translation>{layer} : personne n’a de score dans le champ {field}. Choisissez un autre champ, ou aucun pour compter tout le monde.</translation>
    </message>
    <message>
        <location filename="../core/inputs/candidates.py"/>
        <location filename="../core/inputs/people.py"/>
        <source>{layer}: the field {field} counts nobody. Choose another.</source>
        <translation>{layer} : le champ {field} ne compte personne. Choisissez-en un autre.</translation>
    </message>
    <message>
        <location filename="../core/inputs/centre_points.py"/>
        <source>None of the points of {layer} (CENTRES) has the code of a territory of {demand}, or lies in one. Choose town halls, or settlements (OpenStreetMap's place).</source>
        <translation>Aucun des points de {layer} (CENTRES) ne porte le code d’un territoire de {demand}, ni ne s’y trouve. Choisissez des mairies, ou des lieux habités (place d’OpenStreetMap).</translation>
    </message>
    <message numerus="yes">
        <location filename="../core/inputs/centre_points.py"/>
        <source>{layer}: {n} points have the code of a territory that they lie far from. They are left out: {named}</source>
        <translation>
            <numerusform>{layer} : {n} point porte le code d’un territoire dont il est loin. Il est écarté : {named}</numerusform>
            <numerusform>{layer} : {n} points portent le code d’un territoire dont ils sont loin. Ils sont écartés : {named}</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../core/inputs/coverage_job.py"/>
        <source>All places are itinerant ({count}), and itinerant places are left out. Count them, or choose other places.</source>
        <translation>Tous les lieux sont itinérants ({count}), et les lieux itinérants sont écartés. Comptez-les ou choisissez d’autres lieux.</translation>
    </message>
    <message>
        <location filename="../core/inputs/coverage_job.py"/>
        <source>Itinerant places, left out of the times: {count} of {total}.</source>
        <translation>Lieux itinérants, écartés des temps : {count} sur {total}.</translation>
    </message>
    <message>
        <location filename="../core/inputs/coverage_job.py"/>
        <source>Itinerant places: {count} of {total}. Times count to their address. To count fixed places alone, choose to leave them out (ITINERANT).</source>
        <translation>Lieux itinérants : {count} sur {total}. Les temps sont comptés jusqu’à leur adresse. Pour ne compter que les lieux fixes, choisissez de les écarter (ITINERANT).</translation>
    </message>
    <message>
        <location filename="../core/inputs/coverage_job.py"/>
        <source>Places near the network: {count} of {total}.</source>
        <translation>Lieux près du réseau : {count} sur {total}.</translation>
    </message>
    <message>
        <location filename="../core/inputs/coverage_job.py"/>
        <source>The demand is points, which stand where they are: CELLS is not used.</source>
        <translation>La demande est faite de points, placés là où ils sont : CELLS ne sert pas.</translation>
    </message>
    <message>
        <location filename="../core/inputs/given.py"/>
        <source>Cannot open the layer given for {name}: {value}. Check that the file exists and is a layer that QGIS can read.</source>
        <translation>Impossible d’ouvrir la couche donnée pour {name} : {value}. Vérifiez que le fichier existe et que QGIS sait lire cette couche.</translation>
    </message>
    <message>
        <location filename="../core/inputs/isochrone_answers.py"/>
        <source>Only the engine network splits the ground by nearest place. Choose it, or each or union for MERGE.</source>
        <translation>Seul le moteur network partage le terrain selon le lieu le plus proche. Choisissez-le, ou each ou union pour MERGE.</translation>
    </message>
    <message>
        <location filename="../core/inputs/isochrone_answers.py"/>
        <source>The road network needs its file (NETWORK): choose one made by “Build the road network”, or choose another engine.</source>
        <translation>Il faut le fichier du réseau routier (NETWORK) : choisissez-en un produit par « Construire le réseau routier », ou choisissez un autre moteur de calcul.</translation>
    </message>
    <message>
        <location filename="../core/inputs/keys.py"/>
        <source>The authentication configuration {authcfg} cannot be read, or holds no key. Choose one of the kind “API Header”, with Authorization as the header and the key as its value, and give QGIS's master password (without a window: the file that QGIS_AUTH_PASSWORD_FILE names).</source>
        <translation>La configuration d’authentification {authcfg} ne peut pas être lue, ou ne contient pas de clé. Choisissez-en une de type « API Header », avec Authorization pour en-tête et la clé pour valeur, et donnez le mot de passe principal de QGIS (sans fenêtre : le fichier que nomme QGIS_AUTH_PASSWORD_FILE).</translation>
    </message>
    <message>
        <location filename="../core/inputs/labels.py"/>
        <source>“{label}”</source>
        <translation>« {label} »</translation>
    </message>
    <message>
        <location filename="../core/inputs/labels.py"/>
        <source>“{label}” ({id})</source>
        <translation>« {label} » ({id})</translation>
    </message>
    <message>
        <location filename="../core/inputs/log.py"/>
        <source>Cancelled after {duration}.</source>
        <translation>Annulé après {duration}.</translation>
    </message>
    <message>
        <location filename="../core/inputs/log.py"/>
        <source>Done in {duration}.</source>
        <translation>Terminé en {duration}.</translation>
    </message>
    <message>
        <location filename="../core/inputs/log.py"/>
        <source>Start. {parameters}</source>
        <translation>Début. {parameters}</translation>
    </message>
    <message>
        <location filename="../core/inputs/log.py"/>
        <source>{seconds} s</source>
        <translation>{seconds} s</translation>
    </message>
    <message>
        <location filename="../core/inputs/means.py"/>
        <source>METHOD is network, and no network is given. Give NETWORK, or choose straight lines.</source>
        <translation>METHOD vaut network, et aucun réseau n’est donné. Donnez NETWORK, ou choisissez le vol d’oiseau.</translation>
    </message>
    <message>
        <location filename="../core/inputs/means.py"/>
        <source>None of the places has a position. Choose a layer of places with points.</source>
        <translation>Aucun des lieux n’a de position. Choisissez une couche de lieux avec des points.</translation>
    </message>
    <message>
        <location filename="../core/inputs/people.py"/>
        <source>Several polygons of {layer} have the same {field}, and without TERRITORIES the figures would be those of each polygon. Give TERRITORIES, a layer with one polygon for each {field}, or leave TERRITORY_FIELD empty.</source>
        <translation>Plusieurs polygones de {layer} ont le même {field} et, sans TERRITORIES, les chiffres seraient ceux de chaque polygone. Donnez TERRITORIES, une couche avec un polygone par {field}, ou laissez TERRITORY_FIELD vide.</translation>
    </message>
    <message>
        <location filename="../core/inputs/people.py"/>
        <source>The demand is points: give TERRITORIES, the polygons to sum them up by.</source>
        <translation>La demande est faite de points : donnez TERRITORIES, les polygones dans lesquels les regrouper.</translation>
    </message>
    <message>
        <location filename="../core/inputs/people.py"/>
        <source>The layer {layer} is empty. Choose cells or buildings.</source>
        <translation>La couche {layer} est vide. Choisissez des carreaux ou des bâtiments.</translation>
    </message>
    <message>
        <location filename="../core/inputs/people.py"/>
        <source>The layer {layer} is empty. Choose where people live.</source>
        <translation>La couche {layer} est vide. Choisissez celle des lieux de vie des habitants.</translation>
    </message>
    <message>
        <location filename="../core/inputs/people.py"/>
        <source>{layer}, feature {row}: the field {field} holds “{value}”, not a number. Correct it, or choose another field.</source>
        <translation>{layer}, entité {row} : le champ {field} contient « {value} », qui n’est pas un nombre. Corrigez-le, ou choisissez un autre champ.</translation>
    </message>
    <message>
        <location filename="../core/inputs/people.py"/>
        <source>{layer}: the field {field} holds negative populations, the first in feature {row}: {value}. Correct them, or choose another field.</source>
        <translation>{layer} : le champ {field} contient des populations négatives, la première à l’entité {row} : {value}. Corrigez-les, ou choisissez un autre champ.</translation>
    </message>
    <message numerus="yes">
        <location filename="../core/inputs/people.py"/>
        <source>{layer}: {n} features have no population in the field {field}. They add nobody to any sum.</source>
        <translation>
            <numerusform>{layer} : {n} entité n’a pas de population dans le champ {field}. Elle n’ajoute personne à aucune somme.</numerusform>
            <numerusform>{layer} : {n} entités n’ont pas de population dans le champ {field}. Elles n’ajoutent personne à aucune somme.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../core/inputs/people.py"/>
        <source>{layer}: {n} features hold no number in the field {field}, the first “{value}”, in feature {row}. They count as empty.</source>
        <translation>
            <numerusform>{layer} : {n} entité ne contient pas de nombre dans le champ {field} : « {value} », à l’entité {row}. Elle compte comme vide.</numerusform>
            <numerusform>{layer} : {n} entités ne contiennent pas de nombre dans le champ {field}, la première « {value} », à l’entité {row}. Elles comptent comme vides.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../core/inputs/people.py"/>
        <source>{layer}: {n} features with inhabitants have no score in the field {field}. They count in no figure of fragility.</source>
        <translation>
            <numerusform>{layer} : {n} entité habitée n’a pas de score dans le champ {field}. Elle ne compte dans aucun chiffre de fragilité.</numerusform>
            <numerusform>{layer} : {n} entités habitées n’ont pas de score dans le champ {field}. Elles ne comptent dans aucun chiffre de fragilité.</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../core/inputs/people_words.py"/>
        <source>FRAGILITY_THRESHOLD is {threshold}, and the scores in the field {field} of {layer} go from {low} to {high}: everybody counts as fragile. Check that both are on one scale (shares and per cents are not).</source>
        <translation>FRAGILITY_THRESHOLD vaut {threshold}, et les scores du champ {field} de {layer} vont de {low} à {high} : tout le monde compte comme fragile. Vérifiez que les deux sont à la même échelle (une part et un pourcentage ne le sont pas).</translation>
    </message>
    <message>
        <location filename="../core/inputs/people_words.py"/>
        <source>FRAGILITY_THRESHOLD is {threshold}, and the scores in the field {field} of {layer} go from {low} to {high}: nobody counts as fragile. Check that both are on one scale (shares and per cents are not).</source>
        <translation>FRAGILITY_THRESHOLD vaut {threshold}, et les scores du champ {field} de {layer} vont de {low} à {high} : personne ne compte comme fragile. Vérifiez que les deux sont à la même échelle (une part et un pourcentage ne le sont pas).</translation>
    </message>
    <message>
        <location filename="../core/inputs/people_words.py"/>
        <source>For finer distances, give their town halls or settlements (CENTRES), cells (CELLS), or a network that covers them (NETWORK).</source>
        <translation>Pour des distances plus fines, donnez leurs mairies ou lieux habités (CENTRES), des carreaux (CELLS) ou un réseau qui les couvre (NETWORK).</translation>
    </message>
    <message>
        <location filename="../core/inputs/people_words.py"/>
        <source>Polygons of the demand whose inhabitants stand at cells or buildings: {cells}; at their centre: {centre}; where they have most streets: {densest}; at any point inside, which may be far from where they live: {point}.</source>
        <translation>Polygones de la demande dont les habitants sont placés dans des carreaux ou des bâtiments : {cells} ; à leur centre : {centre} ; là où il y a le plus de rues : {densest} ; en un point intérieur quelconque, peut-être loin de là où ils vivent : {point}.</translation>
    </message>
    <message>
        <location filename="../core/inputs/people_words.py"/>
        <source>The demand is points, which stand where they are: not used: {names}.</source>
        <translation>La demande est faite de points, qui restent où ils sont. Ne servent pas : {names}.</translation>
    </message>
    <message>
        <location filename="../core/inputs/people_words.py"/>
        <source>The territories {first} and {last} overlap: the inhabitants ({people}) and the places in both count in {first}, which comes first.</source>
        <translation>Les territoires {first} et {last} se recouvrent : les habitants ({people}) et les lieux communs aux deux comptent dans {first}, qui vient en premier.</translation>
    </message>
    <message>
        <location filename="../core/inputs/people_words.py"/>
        <source>Units of demand whose inhabitants stand at cells or buildings: {cells}; along inhabited streets: {streets}; along other roads, for lack of such streets: {roads}; at a point, for lack of any road: {point}; outside the network: {outside}.</source>
        <translation>Unités de demande dont les habitants sont placés aux carreaux ou bâtiments : {cells} ; le long des rues habitées : {streets} ; le long d’autres routes, faute de telles rues : {roads} ; en un point, faute de route : {point} ; hors du réseau : {outside}.</translation>
    </message>
    <message>
        <location filename="../core/inputs/people_words.py"/>
        <source>{layer}: all the scores in the field {field} are {low}: nobody is more fragile than another. Check the field.</source>
        <translation>{layer} : tous les scores du champ {field} valent {low} : personne n’est plus fragile qu’un autre. Vérifiez le champ.</translation>
    </message>
    <message numerus="yes">
        <location filename="../core/inputs/people_words.py"/>
        <source>{n} inhabitants of the demand live in none of the territories: they count in no territory.</source>
        <translation>
            <numerusform>{n} habitant de la demande ne vit dans aucun des territoires : il ne compte dans aucun.</numerusform>
            <numerusform>{n} habitants de la demande ne vivent dans aucun des territoires : ils ne comptent dans aucun.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../core/inputs/people_words.py"/>
        <source>{n} more pairs of territories overlap.</source>
        <translation>
            <numerusform>{n} autre paire de territoires se recouvre.</numerusform>
            <numerusform>{n} autres paires de territoires se recouvrent.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../core/inputs/people_words.py"/>
        <source>{n} polygons of the demand have a place, yet their people stand farther from one than they extend: they hardly live where they were made to stand, or the place is not where it says. Give CENTRES, CELLS or NETWORK, or check the place: {named}</source>
        <translation>
            <numerusform>{n} polygone de la demande a un lieu, et ses habitants en ressortent pourtant plus éloignés que son étendue : ils ne vivent sans doute pas là où ils ont été placés, ou le lieu n’est pas là où il est dit. Donnez CENTRES, CELLS ou NETWORK, ou vérifiez le lieu : {named}</numerusform>
            <numerusform>{n} polygones de la demande ont un lieu, et leurs habitants en ressortent pourtant plus éloignés que leur étendue : ils ne vivent sans doute pas là où ils ont été placés, ou le lieu n’est pas là où il est dit. Donnez CENTRES, CELLS ou NETWORK, ou vérifiez le lieu : {named}</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../core/inputs/place_points.py"/>
        <source>The layer {layer} holds no points. Choose places.</source>
        <translation>La couche {layer} ne contient pas de points. Choisissez des lieux.</translation>
    </message>
    <message>
        <location filename="../core/inputs/place_points.py"/>
        <source>The layer {layer} is empty. Choose places.</source>
        <translation>La couche {layer} est vide. Choisissez des lieux.</translation>
    </message>
    <message>
        <location filename="../core/inputs/place_words.py"/>
        <source>Places too far from the road, or without a position, and so left out ({count} of {total}): {named}</source>
        <translation>Lieux trop loin de la route, ou sans position, et donc laissés de côté ({count} sur {total}) : {named}</translation>
    </message>
    <message>
        <location filename="../core/inputs/place_words.py"/>
        <source>{code}: no place says that it offers it; places that do not say: {silent}. Nobody is counted as covered, and there are no times.</source>
        <translation>{code} : aucun lieu ne dit le proposer ; lieux qui ne disent rien : {silent}. Personne n’est compté comme couvert, et il n’y a pas de temps.</translation>
    </message>
    <message>
        <location filename="../core/inputs/place_words.py"/>
        <source>{code}: places that offer it: {offered}; that do not say (they state nothing of the kind): {silent}.</source>
        <translation>{code} : lieux qui le proposent : {offered} ; qui ne disent rien (aucune déclaration de ce type) : {silent}.</translation>
    </message>
    <message>
        <location filename="../core/inputs/qgis_transport.py"/>
        <source>The authentication configuration {authcfg} cannot be used. Check it in QGIS's options, page Authentication, and give QGIS's master password (without a window: the file that QGIS_AUTH_PASSWORD_FILE names).</source>
        <translation>La configuration d’authentification {authcfg} ne peut pas servir. Vérifiez-la dans les options de QGIS, page Authentification, et donnez le mot de passe principal de QGIS (sans fenêtre : le fichier que nomme QGIS_AUTH_PASSWORD_FILE).</translation>
    </message>
    <message>
        <location filename="../core/inputs/settings.py"/>
        <source>Nothing can be written in {path}: {reason}. Choose another folder.</source>
        <translation>Impossible d’écrire dans {path} : {reason}. Choisissez un autre dossier.</translation>
    </message>
    <message>
        <location filename="../core/inputs/settings.py"/>
        <source>There is no folder {path}. Choose one that exists.</source>
        <translation>Le dossier {path} n’existe pas. Choisissez un dossier existant.</translation>
    </message>
    <message>
        <location filename="../core/inputs/settings.py"/>
        <source>{value} is no language of the dossiers: fr or en.</source>
        <translation>{value} n’est pas une langue des dossiers : fr ou en.</translation>
    </message>
    <message>
        <location filename="../core/inputs/trips.py"/>
        <source>None of the places ({count}) has a position. Choose places that have one.</source>
        <translation>Aucun des lieux ({count}) n’a de position. Choisissez des lieux qui en ont une.</translation>
    </message>
    <message>
        <location filename="../core/inputs/trips.py"/>
        <source>None of the places ({count}) is near the network {path}: the nearest one is {away} from a road for this mode. Choose a network that covers them.</source>
        <translation>Aucun des lieux ({count}) n’est proche du réseau {path} : le plus proche est à {away} d’une route praticable par ce mode de déplacement. Choisissez un réseau qui les couvre.</translation>
    </message>
    <message>
        <location filename="../core/inputs/trips.py"/>
        <source>The limits (MINUTES) are “{text}”. Give whole minutes from 1 to {longest}, separated by commas, such as 10,20.</source>
        <translation>Les durées limites (MINUTES) sont « {text} ». Donnez des minutes entières de 1 à {longest}, séparées par des virgules, par exemple 10,20.</translation>
    </message>
    <message>
        <location filename="../core/inputs/trips.py"/>
        <source>The network {path} has no road to travel {by_mode}. Choose another mode or network.</source>
        <translation>Le réseau {path} n’a aucune route praticable {by_mode}. Choisissez un autre mode de déplacement ou un autre réseau.</translation>
    </message>
    <message>
        <location filename="../core/inputs/trips.py"/>
        <source>The network {path} was built to travel {modes}, not {by_mode}. Build one with this mode, or choose another mode.</source>
        <translation>Le réseau {path} a été construit pour se déplacer {modes}, pas {by_mode}. Construisez-en un avec ce mode, ou choisissez un autre mode de déplacement.</translation>
    </message>
    <message>
        <location filename="../core/inputs/unforeseen.py"/>
        <source>There is not enough memory for this. Close other programs, or give less.</source>
        <translation>La mémoire ne suffit pas. Fermez d’autres programmes, ou donnez moins de données.</translation>
    </message>
    <message>
        <location filename="../core/inputs/unforeseen.py"/>
        <source>This is a fault of the plugin, not of what you gave: {what}. The details are in the log messages of QGIS, tab “{tab}”; please report it with them.</source>
        <translation>C’est un défaut de l’extension, pas de vos données : {what}. Les détails sont dans le journal des messages de QGIS, onglet « {tab} » ; signalez-le en les joignant.</translation>
    </message>
    <message>
        <location filename="../core/inputs/unforeseen.py"/>
        <source>This is a fault of the plugin, not of what you gave: {what}. The details stand above; please report it with them.</source>
        <translation>C’est un défaut de l’extension, pas de vos données : {what}. Les détails figurent plus haut ; signalez-le en les joignant.</translation>
    </message>
    <message>
        <location filename="../core/inputs/unforeseen.py"/>
        <source>{path} cannot be read or written: {reason}. Check the folder and the disk.</source>
        <translation>Impossible de lire ou d’écrire {path} : {reason}. Vérifiez le dossier et le disque.</translation>
    </message>
    <message>
        <location filename="../core/inputs/united.py"/>
        <source>{layer}: several polygons have the same {field}, but each has a {own} of its own and counts as a territory.</source>
        <translation>{layer} : plusieurs polygones ont le même {field}, mais chacun a son propre {own} et compte comme un territoire.</translation>
    </message>
    <message numerus="yes">
        <location filename="../core/inputs/united.py"/>
        <source>{layer}: {field} differs between the parts of {n} territories, and is added up.</source>
        <translation>
            <numerusform>{layer} : {field} diffère entre les parties de {n} territoire, et est additionné.</numerusform>
            <numerusform>{layer} : {field} diffère entre les parties de {n} territoires, et est additionné.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../core/inputs/united.py"/>
        <source>{layer}: {field} is the same on every part of {n} territories, and counted once.</source>
        <translation>
            <numerusform>{layer} : {field} est identique sur toutes les parties de {n} territoire, et compté une fois.</numerusform>
            <numerusform>{layer} : {field} est identique sur toutes les parties de {n} territoires, et compté une fois.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../core/inputs/united.py"/>
        <source>{layer}: {n} territories are in several polygons of the same {field}, taken together: {codes}.</source>
        <translation>
            <numerusform>{layer} : {n} territoire est en plusieurs polygones de même {field}, réunis : {codes}.</numerusform>
            <numerusform>{layer} : {n} territoires sont en plusieurs polygones de même {field}, réunis : {codes}.</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../core/inputs/unreadable.py"/>
        <source>QGIS cannot read the column {column} of {layer}: it mixes numbers and texts. Write them all as texts (between quotes), or all as numbers.</source>
        <translation>QGIS ne sait pas lire la colonne {column} de {layer} : elle mêle des nombres et des textes. Écrivez-les tous en texte (entre guillemets), ou tous en nombres.</translation>
    </message>
    <message>
        <location filename="../core/layers/aliases.py"/>
        <source>Access score (100 = region)</source>
        <translation>Score d’accès (100 = région)</translation>
    </message>
    <message>
        <location filename="../core/layers/aliases.py"/>
        <source>Access to information</source>
        <translation>Accès à l’information</translation>
    </message>
    <message>
        <location filename="../core/layers/aliases.py"/>
        <source>Access to interfaces</source>
        <translation>Accès aux interfaces numériques</translation>
    </message>
    <message>
        <location filename="../core/layers/aliases.py"/>
        <source>Address found</source>
        <translation>Adresse trouvée</translation>
    </message>
    <message>
        <location filename="../core/layers/aliases.py"/>
        <source>Administrative skills</source>
        <translation>Compétences administratives</translation>
    </message>
    <message>
        <location filename="../core/layers/aliases.py"/>
        <source>Another address</source>
        <translation>Autre adresse</translation>
    </message>
    <message>
        <location filename="../core/layers/aliases.py"/>
        <source>Change</source>
        <translation>Changement</translation>
    </message>
    <message>
        <location filename="../core/layers/aliases.py"/>
        <source>Code</source>
        <translation>Code</translation>
    </message>
    <message>
        <location filename="../core/layers/aliases.py"/>
        <source>Decision</source>
        <translation>Décision</translation>
    </message>
    <message>
        <location filename="../core/layers/aliases.py"/>
        <source>Digital and school skills</source>
        <translation>Compétences numériques et scolaires</translation>
    </message>
    <message>
        <location filename="../core/layers/aliases.py"/>
        <source>Distance (m)</source>
        <translation>Distance (m)</translation>
    </message>
    <message>
        <location filename="../core/layers/aliases.py"/>
        <source>EPCI code</source>
        <translation>Code EPCI</translation>
    </message>
    <message>
        <location filename="../core/layers/aliases.py"/>
        <source>Fields that differ</source>
        <translation>Champs qui diffèrent</translation>
    </message>
    <message>
        <location filename="../core/layers/aliases.py"/>
        <source>Fragility score (100 = region)</source>
        <translation>Score de fragilité (100 = région)</translation>
    </message>
    <message>
        <location filename="../core/layers/aliases.py"/>
        <source>Gain</source>
        <translation>Gain</translation>
    </message>
    <message>
        <location filename="../core/layers/aliases.py"/>
        <source>Gained so far, of all there is (0 to 1)</source>
        <translation>Part gagnée jusque-là, sur tout ce qu’il y a à gagner (0 à 1)</translation>
    </message>
    <message>
        <location filename="../core/layers/aliases.py"/>
        <source>Geocoder and date</source>
        <translation>Géocodeur et date</translation>
    </message>
    <message>
        <location filename="../core/layers/aliases.py"/>
        <source>How inhabitants are placed</source>
        <translation>Où les habitants sont placés</translation>
    </message>
    <message>
        <location filename="../core/layers/aliases.py"/>
        <source>How its score was found</source>
        <translation>Origine du score</translation>
    </message>
    <message>
        <location filename="../core/layers/aliases.py"/>
        <source>How times are told</source>
        <translation>Comment les durées sont obtenues</translation>
    </message>
    <message>
        <location filename="../core/layers/aliases.py"/>
        <source>Identifier before</source>
        <translation>Identifiant d’avant</translation>
    </message>
    <message>
        <location filename="../core/layers/aliases.py"/>
        <source>Incoming place</source>
        <translation>Lieu de la liste à fusionner</translation>
    </message>
    <message>
        <location filename="../core/layers/aliases.py"/>
        <source>Likeness</source>
        <translation>Ressemblance</translation>
    </message>
    <message>
        <location filename="../core/layers/aliases.py"/>
        <location filename="../core/places/titles.py"/>
        <location filename="../ui/whatif/scenario_bar.py"/>
        <location filename="../ui/whatif/site_dialog.py"/>
        <source>Name</source>
        <translation>Nom</translation>
    </message>
    <message>
        <location filename="../core/layers/aliases.py"/>
        <source>Origin of each field</source>
        <translation>Origine de chaque champ</translation>
    </message>
    <message>
        <location filename="../core/layers/aliases.py"/>
        <source>Outcome</source>
        <translation>Suite donnée</translation>
    </message>
    <message>
        <location filename="../core/layers/aliases.py"/>
        <source>Place of the base</source>
        <translation>Lieu de la base</translation>
    </message>
    <message>
        <location filename="../core/layers/aliases.py"/>
        <source>Place of today that it reinforces</source>
        <translation>Lieu d’aujourd’hui qu’il renforce</translation>
    </message>
    <message>
        <location filename="../core/layers/aliases.py"/>
        <source>Position on the network</source>
        <translation>Situation par rapport au réseau</translation>
    </message>
    <message>
        <location filename="../core/layers/aliases.py"/>
        <source>Rank</source>
        <translation>Rang</translation>
    </message>
    <message>
        <location filename="../core/layers/aliases.py"/>
        <source>Reason</source>
        <translation>Raison</translation>
    </message>
    <message>
        <location filename="../core/layers/aliases.py"/>
        <source>Routing engine</source>
        <translation>Moteur de calcul</translation>
    </message>
    <message>
        <location filename="../core/layers/aliases.py"/>
        <source>Scale of the index</source>
        <translation>Échelle de l’indice</translation>
    </message>
    <message>
        <location filename="../core/layers/aliases.py"/>
        <source>Score of the address found (0 to 1)</source>
        <translation>Score de l’adresse trouvée (de 0 à 1)</translation>
    </message>
    <message>
        <location filename="../core/layers/aliases.py"/>
        <source>Service</source>
        <translation>Service</translation>
    </message>
    <message>
        <location filename="../core/layers/aliases.py"/>
        <source>Share of the inhabitants, the nearest first</source>
        <translation>Part des habitants, les plus proches d’abord</translation>
    </message>
    <message>
        <location filename="../core/layers/aliases.py"/>
        <source>Side</source>
        <translation>Côté</translation>
    </message>
    <message>
        <location filename="../core/layers/aliases.py"/>
        <source>Skills score (100 = region)</source>
        <translation>Score de compétences (100 = région)</translation>
    </message>
    <message>
        <location filename="../core/layers/aliases.py"/>
        <source>Tenth of the inhabitants (1: the least fragile)</source>
        <translation>Dixième des habitants (1 : les moins fragiles)</translation>
    </message>
    <message>
        <location filename="../core/layers/aliases.py"/>
        <source>Touches the network's edge</source>
        <translation>Touche le bord du réseau</translation>
    </message>
    <message>
        <location filename="../core/layers/aliases.py"/>
        <source>Travel mode</source>
        <translation>Mode de déplacement</translation>
    </message>
    <message>
        <location filename="../core/layers/aliases.py"/>
        <source>Type of the address found</source>
        <translation>Type de l’adresse trouvée</translation>
    </message>
    <message>
        <location filename="../core/layers/aliases.py"/>
        <source>Unit of the gain</source>
        <translation>Unité du gain</translation>
    </message>
    <message>
        <location filename="../core/layers/aliases.py"/>
        <source>Value in the file</source>
        <translation>Valeur dans le fichier</translation>
    </message>
    <message>
        <location filename="../core/layers/aliases.py"/>
        <source>Value in the layer</source>
        <translation>Valeur dans la couche</translation>
    </message>
    <message>
        <location filename="../core/layers/aliases.py"/>
        <source>Why</source>
        <translation>Pourquoi</translation>
    </message>
    <message>
        <location filename="../core/layers/aliases.py"/>
        <source>{field}, base</source>
        <translation>{field} (base)</translation>
    </message>
    <message>
        <location filename="../core/layers/aliases.py"/>
        <source>{field}, incoming</source>
        <translation>{field} (liste à fusionner)</translation>
    </message>
    <message>
        <location filename="../core/layers/bivariate_style.py"/>
        <source>high fragility</source>
        <translation>fragilité forte</translation>
    </message>
    <message>
        <location filename="../core/layers/bivariate_style.py"/>
        <source>long time</source>
        <translation>temps long</translation>
    </message>
    <message>
        <location filename="../core/layers/bivariate_style.py"/>
        <source>low fragility</source>
        <translation>fragilité faible</translation>
    </message>
    <message>
        <location filename="../core/layers/bivariate_style.py"/>
        <source>middling fragility</source>
        <translation>fragilité moyenne</translation>
    </message>
    <message>
        <location filename="../core/layers/bivariate_style.py"/>
        <source>middling time</source>
        <translation>temps moyen</translation>
    </message>
    <message>
        <location filename="../core/layers/bivariate_style.py"/>
        <source>outside the network, or no score</source>
        <translation>hors du réseau, ou sans score</translation>
    </message>
    <message>
        <location filename="../core/layers/bivariate_style.py"/>
        <source>short time</source>
        <translation>temps court</translation>
    </message>
    <message>
        <location filename="../core/layers/bivariate_style.py"/>
        <source>{fragility}, {time}</source>
        <translation>{fragility}, {time}</translation>
    </message>
    <message>
        <location filename="../core/layers/change_style.py"/>
        <location filename="../ui/whatif/contents.py"/>
        <source>closed</source>
        <translation>fermé</translation>
    </message>
    <message>
        <location filename="../core/layers/change_style.py"/>
        <source>moved</source>
        <translation>déplacé</translation>
    </message>
    <message>
        <location filename="../core/layers/change_style.py"/>
        <source>opened</source>
        <translation>ouvert</translation>
    </message>
    <message>
        <location filename="../core/layers/charts.py"/>
        <source>Bar: mean minutes. Line: median.</source>
        <translation>Barre : minutes en moyenne. Trait : médiane.</translation>
    </message>
    <message>
        <location filename="../core/layers/charts.py"/>
        <source>Inhabitants, from the nearest to the farthest</source>
        <translation>Habitants, du plus proche au plus éloigné</translation>
    </message>
    <message>
        <location filename="../core/layers/charts.py"/>
        <source>Longer time →</source>
        <translation>Plus long →</translation>
    </message>
    <message>
        <location filename="../core/layers/charts.py"/>
        <source>Minutes travelled</source>
        <translation>Minutes parcourues</translation>
    </message>
    <message>
        <location filename="../core/layers/charts.py"/>
        <source>More fragile →</source>
        <translation>Plus fragile →</translation>
    </message>
    <message>
        <location filename="../core/layers/charts.py"/>
        <source>most fragile tenth →</source>
        <translation>dixième le plus fragile →</translation>
    </message>
    <message>
        <location filename="../core/layers/charts.py"/>
        <source>{mode}: Gini {gini}</source>
        <translation>{mode} : Gini {gini}</translation>
    </message>
    <message>
        <location filename="../core/layers/charts.py"/>
        <source>{mode}: concentration {value}</source>
        <translation>{mode} : concentration {value}</translation>
    </message>
    <message>
        <location filename="../core/layers/charts.py"/>
        <source>← least fragile tenth</source>
        <translation>← dixième le moins fragile</translation>
    </message>
    <message>
        <location filename="../core/layers/choropleth.py"/>
        <source>about the same (less than half a point)</source>
        <translation>à peu près pareil (moins d’un demi-point)</translation>
    </message>
    <message>
        <location filename="../core/layers/choropleth.py"/>
        <source>all</source>
        <translation>tous</translation>
    </message>
    <message>
        <location filename="../core/layers/choropleth.py"/>
        <source>no figure</source>
        <translation>pas de chiffre</translation>
    </message>
    <message>
        <location filename="../core/layers/choropleth.py"/>
        <source>off the network or too far</source>
        <translation>hors réseau ou trop loin</translation>
    </message>
    <message>
        <location filename="../core/layers/choropleth.py"/>
        <source>outside the network: not measured</source>
        <translation>hors du réseau : non mesuré</translation>
    </message>
    <message>
        <location filename="../core/layers/index_style.py"/>
        <source>Fragility: {scale}</source>
        <translation>Fragilité : {scale}</translation>
    </message>
    <message>
        <location filename="../core/layers/index_style.py"/>
        <source>scale of its own</source>
        <translation>échelle propre</translation>
    </message>
    <message>
        <location filename="../core/layers/layouts.py"/>
        <source>Thirds of the territories by fragility and by median time to a place. Darkest: the most fragile and farthest. Hatched: outside the network, or without a score.</source>
        <translation>Tiers des territoires selon la fragilité et selon le temps médian vers un lieu. Le plus foncé : les plus fragiles et les plus éloignés. Hachuré : hors du réseau, ou sans score.</translation>
    </message>
    <message>
        <location filename="../core/layers/place_style.py"/>
        <source>Other activity</source>
        <translation>Autre activité</translation>
    </message>
    <message>
        <location filename="../core/layers/project.py"/>
        <source>Coverage: {zones}</source>
        <translation>Couverture : {zones}</translation>
    </message>
    <message>
        <location filename="../core/layers/project.py"/>
        <source>Digital inclusion places</source>
        <translation>Lieux d’inclusion numérique</translation>
    </message>
    <message>
        <location filename="../core/layers/project.py"/>
        <source>Départements</source>
        <translation>Départements</translation>
    </message>
    <message>
        <location filename="../core/layers/project.py"/>
        <source>EPCI</source>
        <translation>EPCI</translation>
    </message>
    <message>
        <location filename="../core/layers/project.py"/>
        <source>Travel time {by_mode}</source>
        <translation>Temps de trajet {by_mode}</translation>
    </message>
    <message>
        <location filename="../core/layers/project.py"/>
        <location filename="../core/layers/roles.py"/>
        <source>Zones</source>
        <translation>Zonage</translation>
    </message>
    <message>
        <location filename="../core/layers/project.py"/>
        <source>{title}: {zones}</source>
        <translation>{title} : {zones}</translation>
    </message>
    <message>
        <location filename="../core/layers/record.py"/>
        <source>Made by Maillage {version} on {date} ({algorithm}).</source>
        <translation>Produit par Maillage {version} le {date} ({algorithm}).</translation>
    </message>
    <message>
        <location filename="../core/layers/record.py"/>
        <source>The layer “{layer}” was made by a newer version of Maillage. Update the plugin to use it here.</source>
        <translation>La couche « {layer} » a été produite par une version plus récente de Maillage. Mettez l’extension à jour pour l’utiliser ici.</translation>
    </message>
    <message>
        <location filename="../core/layers/roads.py"/>
        <location filename="../core/network/lines.py"/>
        <source>The layer {layer} has points that are nowhere on Earth: its coordinate reference system is not the one of its coordinates. Set the right one in the layer's properties, then run again.</source>
        <translation>La couche {layer} a des points qui ne sont nulle part sur Terre : son système de coordonnées n’est pas celui de ses coordonnées. Définissez le bon dans les propriétés de la couche, puis relancez.</translation>
    </message>
    <message>
        <location filename="../core/layers/roads.py"/>
        <source>The layer {layer} holds no lines. Choose a layer of roads.</source>
        <translation>La couche {layer} ne contient pas de lignes. Choisissez une couche de routes.</translation>
    </message>
    <message>
        <location filename="../core/layers/roles.py"/>
        <source>Indicators</source>
        <translation>Indicateurs</translation>
    </message>
    <message>
        <location filename="../core/layers/roles.py"/>
        <source>Roads</source>
        <translation>Routes</translation>
    </message>
    <message>
        <location filename="../core/layers/roles.py"/>
        <location filename="../ui/whatif/page.py"/>
        <location filename="../ui/whatif/preparing.py"/>
        <source>What if</source>
        <translation>Et si</translation>
    </message>
    <message>
        <location filename="../core/layers/site_style.py"/>
        <source>Gain ({unit})</source>
        <translation>Gain ({unit})</translation>
    </message>
    <message>
        <location filename="../core/layers/tables.py"/>
        <source>The layer {layer} has no coordinate reference system. Set it in the layer's properties, then run again.</source>
        <translation>La couche {layer} n’a pas de système de coordonnées de référence. Indiquez-le dans les propriétés de la couche, puis relancez.</translation>
    </message>
    <message>
        <location filename="../core/layers/territory_style.py"/>
        <source>Digital fragility (100 = region)</source>
        <translation>Fragilité numérique (100 = région)</translation>
    </message>
    <message>
        <location filename="../core/layers/territory_style.py"/>
        <source>Digital fragility: {method}</source>
        <translation>Fragilité numérique : {method}</translation>
    </message>
    <message>
        <location filename="../core/layers/territory_style.py"/>
        <source>partly outside the network</source>
        <translation>partiellement hors du réseau</translation>
    </message>
    <message>
        <location filename="../core/layers/territory_style.py"/>
        <source>score unknown</source>
        <translation>score inconnu</translation>
    </message>
    <message>
        <location filename="../core/layers/territory_style.py"/>
        <source>{label} (less fragile)</source>
        <translation>{label} (moins fragile)</translation>
    </message>
    <message>
        <location filename="../core/layers/territory_style.py"/>
        <source>{label} (more fragile)</source>
        <translation>{label} (plus fragile)</translation>
    </message>
    <message>
        <location filename="../core/layers/wording.py"/>
        <source>Isochrones {by_mode}</source>
        <translation>Isochrones {by_mode}</translation>
    </message>
    <message>
        <location filename="../core/layers/wording.py"/>
        <source>Isochrones {by_mode}, shared out</source>
        <translation>Isochrones {by_mode}, partagées</translation>
    </message>
    <message>
        <location filename="../core/layers/wording.py"/>
        <source>Isochrones {by_mode}, united</source>
        <translation>Isochrones {by_mode}, réunies</translation>
    </message>
    <message>
        <location filename="../core/layers/wording.py"/>
        <source>less than {high}{unit}</source>
        <translation>moins de {high}{unit}</translation>
    </message>
    <message>
        <location filename="../core/layers/wording.py"/>
        <source>{low} to {high}{unit}</source>
        <translation>{low} à {high}{unit}</translation>
    </message>
    <message>
        <location filename="../core/layers/wording.py"/>
        <source>{low}{unit} and more</source>
        <translation>{low}{unit} et plus</translation>
    </message>
    <message>
        <location filename="../core/layers/zone_layers.py"/>
        <location filename="../core/territories/zones.py"/>
        <source>{layer}: feature {number} has no polygon.</source>
        <translation>{layer} : l’entité {number} n’a pas de polygone.</translation>
    </message>
    <message>
        <location filename="../core/matching/change_words.py"/>
        <source>Identifiers do not serve: the places of both censuses were matched by name, address, position and contacts, as in “Merge two lists of places”.</source>
        <translation>Les identifiants ne servent pas : les lieux des deux recensements ont été rapprochés par leur nom, leur adresse, leur position et leurs contacts, comme dans « Fusionner deux listes de lieux ».</translation>
    </message>
    <message>
        <location filename="../core/matching/change_words.py"/>
        <source>Places before: {before}, now: {after}. Opened: {opened}, closed: {closed}, moved by more than 100 m: {moved}.</source>
        <translation>Lieux avant : {before}, maintenant : {after}. Ouverts : {opened}, fermés : {closed}, déplacés de plus de 100 m : {moved}.</translation>
    </message>
    <message>
        <location filename="../core/matching/change_words.py"/>
        <source>Places without a position: {before} before, {after} now. No territory counts them, and no time leads to them.</source>
        <translation>Lieux sans position : {before} avant, {after} maintenant. Aucun territoire ne les compte, et aucun temps n’y mène.</translation>
    </message>
    <message>
        <location filename="../core/matching/change_words.py"/>
        <source>The places of both censuses are told by their identifier (place_id).</source>
        <translation>Les lieux des deux recensements sont reconnus à leur identifiant (place_id).</translation>
    </message>
    <message numerus="yes">
        <location filename="../core/matching/change_words.py"/>
        <source>{n} of the places that moved have the same address as before: their position was corrected, or is wrong, rather than their house another.</source>
        <translation>
            <numerusform>Parmi les lieux déplacés, {n} a la même adresse qu’avant : sa position a été corrigée, ou est fausse, plutôt qu’il n’a déménagé.</numerusform>
            <numerusform>Parmi les lieux déplacés, {n} ont la même adresse qu’avant : leur position a été corrigée, ou est fausse, plutôt qu’ils n’ont déménagé.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../core/matching/change_words.py"/>
        <source>{n} pairs of places are doubtful, and taken for two places: one closed, one opened. To decide on them, merge the lists, then compare with the merged one.</source>
        <translation>
            <numerusform>{n} paire de lieux est douteuse et compte pour deux lieux : un fermé, un ouvert. Pour en décider, fusionnez les listes, puis comparez avec la liste fusionnée.</numerusform>
            <numerusform>{n} paires de lieux sont douteuses et comptent pour deux lieux : un fermé, un ouvert. Pour en décider, fusionnez les listes, puis comparez avec la liste fusionnée.</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../core/matching/decisions.py"/>
        <source>Line {number} of the decisions says “same” of one place only. Write the identifier of the other in “base_id” or “incoming_id”.</source>
        <translation>La ligne {number} des décisions dit « same » d’un seul lieu. Écrivez l’identifiant de l’autre dans « base_id » ou « incoming_id ».</translation>
    </message>
    <message>
        <location filename="../core/matching/decisions.py"/>
        <source>Line {number} of the decisions says “{word}”. Write one of: {words}.</source>
        <translation>La ligne {number} des décisions dit « {word} ». Écrivez l’un de ces mots : {words}.</translation>
    </message>
    <message>
        <location filename="../core/matching/decisions.py"/>
        <source>The decisions lack the columns {names}. Give the review that “Merge two lists of places” wrote, with your decisions in the column “decision”.</source>
        <translation>Il manque aux décisions les colonnes {names}. Donnez la revue écrite par « Fusionner deux listes de lieux », avec vos décisions dans la colonne « decision ».</translation>
    </message>
    <message>
        <location filename="../core/matching/decisions.py"/>
        <source>The decisions say that {incoming} is both {first} and {second}. Keep one of the two as “same”.</source>
        <translation>Les décisions disent que {incoming} est à la fois {first} et {second}. Ne gardez « same » que pour l’un des deux.</translation>
    </message>
    <message>
        <location filename="../core/matching/decisions.py"/>
        <source>The decisions say that {incoming} is {first}, and that it is not. Keep one of the two lines.</source>
        <translation>Les décisions disent que {incoming} est {first}, et qu’il ne l’est pas. Gardez l’une des deux lignes.</translation>
    </message>
    <message>
        <location filename="../core/matching/match.py"/>
        <source>The {list} list cannot be merged: it lacks the fields {names}. Give places made by “Load a census”.</source>
        <translation>La liste « {list} » ne peut pas être fusionnée : il lui manque les champs {names}. Donnez des lieux produits par « Charger un recensement ».</translation>
    </message>
    <message>
        <location filename="../core/matching/match.py"/>
        <source>The {list} list cannot be merged: the identifier “{identifier}” is empty or stands there twice. Each place needs its own in “place_id”.</source>
        <translation>La liste « {list} » ne peut pas être fusionnée : l’identifiant « {identifier} » est vide ou y figure deux fois. Chaque lieu doit avoir le sien dans « place_id ».</translation>
    </message>
    <message>
        <location filename="../core/matching/match.py"/>
        <source>base</source>
        <translation>base</translation>
    </message>
    <message>
        <location filename="../core/matching/match.py"/>
        <source>incoming</source>
        <translation>lieux reçus</translation>
    </message>
    <message numerus="yes">
        <location filename="../core/matching/match.py"/>
        <source>{n} lines of the decisions name places that are in neither list: left out.</source>
        <translation>
            <numerusform>{n} ligne des décisions nomme des lieux qui ne sont dans aucune des deux listes : elle est laissée de côté.</numerusform>
            <numerusform>{n} lignes des décisions nomment des lieux qui ne sont dans aucune des deux listes : elles sont laissées de côté.</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../core/matching/pair_reasons.py"/>
        <source>at the same point</source>
        <translation>au même point</translation>
    </message>
    <message>
        <location filename="../core/matching/pair_reasons.py"/>
        <source>names alike ({likeness})</source>
        <translation>noms ressemblants ({likeness})</translation>
    </message>
    <message>
        <location filename="../core/matching/pair_reasons.py"/>
        <source>names unlike ({likeness})</source>
        <translation>noms différents ({likeness})</translation>
    </message>
    <message>
        <location filename="../core/matching/pair_reasons.py"/>
        <source>one may be housed in the other</source>
        <translation>l’un peut être hébergé par l’autre</translation>
    </message>
    <message>
        <location filename="../core/matching/pair_reasons.py"/>
        <source>other e-mail</source>
        <translation>autre courriel</translation>
    </message>
    <message>
        <location filename="../core/matching/pair_reasons.py"/>
        <source>other phone</source>
        <translation>autre téléphone</translation>
    </message>
    <message>
        <location filename="../core/matching/pair_reasons.py"/>
        <source>other street</source>
        <translation>autre rue</translation>
    </message>
    <message>
        <location filename="../core/matching/pair_reasons.py"/>
        <source>other town</source>
        <translation>autre commune</translation>
    </message>
    <message>
        <location filename="../core/matching/pair_reasons.py"/>
        <source>other website</source>
        <translation>autre site web</translation>
    </message>
    <message>
        <location filename="../core/matching/pair_reasons.py"/>
        <source>same e-mail</source>
        <translation>même courriel</translation>
    </message>
    <message>
        <location filename="../core/matching/pair_reasons.py"/>
        <source>same identifier</source>
        <translation>même identifiant</translation>
    </message>
    <message>
        <location filename="../core/matching/pair_reasons.py"/>
        <source>same name</source>
        <translation>même nom</translation>
    </message>
    <message>
        <location filename="../core/matching/pair_reasons.py"/>
        <source>same phone</source>
        <translation>même téléphone</translation>
    </message>
    <message>
        <location filename="../core/matching/pair_reasons.py"/>
        <source>same street</source>
        <translation>même rue</translation>
    </message>
    <message>
        <location filename="../core/matching/pair_reasons.py"/>
        <source>same street and number</source>
        <translation>même rue et même numéro</translation>
    </message>
    <message>
        <location filename="../core/matching/pair_reasons.py"/>
        <source>same street, other number</source>
        <translation>même rue, autre numéro</translation>
    </message>
    <message>
        <location filename="../core/matching/pair_reasons.py"/>
        <source>same town</source>
        <translation>même commune</translation>
    </message>
    <message>
        <location filename="../core/matching/pair_reasons.py"/>
        <source>same website</source>
        <translation>même site web</translation>
    </message>
    <message>
        <location filename="../core/matching/pair_reasons.py"/>
        <source>{distance} apart</source>
        <translation>à {distance} l’un de l’autre</translation>
    </message>
    <message>
        <location filename="../core/matching/review.py"/>
        <source>decided in the review</source>
        <translation>décidé dans la revue</translation>
    </message>
    <message>
        <location filename="../core/matching/review.py"/>
        <source>decided in the review: {why}</source>
        <translation>décidé dans la revue : {why}</translation>
    </message>
    <message>
        <location filename="../core/matching/review.py"/>
        <source>no place of the base resembles it</source>
        <translation>aucun lieu de la base ne lui ressemble</translation>
    </message>
    <message>
        <location filename="../core/matching/review.py"/>
        <source>the incoming list, taken as whole, does not have it</source>
        <translation>la liste reçue, tenue pour complète, ne l’a pas</translation>
    </message>
    <message>
        <location filename="../core/matching/review.py"/>
        <source>the most alike: {why}</source>
        <translation>le plus ressemblant : {why}</translation>
    </message>
    <message>
        <location filename="../core/matching/review.py"/>
        <source>{why}; another place is as like</source>
        <translation>{why} ; un autre lieu lui ressemble autant</translation>
    </message>
    <message>
        <location filename="../core/net/body.py"/>
        <source>The answer cannot be kept: {reason}. Make room on the disk and run again.</source>
        <translation>La réponse ne peut pas être conservée : {reason}. Libérez de la place sur le disque et relancez le traitement.</translation>
    </message>
    <message>
        <location filename="../core/net/client.py"/>
        <source>{host} asks to be left alone for {minutes} min (HTTP {status}). Run again then.</source>
        <translation>{host} demande à ne plus être sollicité pendant {minutes} min (HTTP {status}). Relancez le traitement ensuite.</translation>
    </message>
    <message>
        <location filename="../core/net/download.py"/>
        <source>{host} gave a web page, not a table. Open the address in a browser, copy the link of the file itself (often under “Download”), and give that one.</source>
        <translation>{host} a donné une page web, pas un tableau. Ouvrez l’adresse dans un navigateur, copiez le lien du fichier lui-même (souvent sous « Télécharger ») et donnez celui-là.</translation>
    </message>
    <message>
        <location filename="../core/net/download.py"/>
        <source>{host} gave an empty file. Check the address in a browser.</source>
        <translation>{host} a donné un fichier vide. Vérifiez l’adresse dans un navigateur.</translation>
    </message>
    <message>
        <location filename="../core/net/faults.py"/>
        <source>The answer of {host} is cut short each time. Run again later.</source>
        <translation>La réponse de {host} est chaque fois incomplète. Relancez le traitement plus tard.</translation>
    </message>
    <message>
        <location filename="../core/net/faults.py"/>
        <source>The answer of {host} is larger than {size} MB and was refused. Check the address.</source>
        <translation>La réponse de {host} dépasse {size} Mo et a été refusée. Vérifiez l’adresse.</translation>
    </message>
    <message>
        <location filename="../core/net/faults.py"/>
        <source>The certificate of {host} could not be verified, so nothing was sent. Check the address and this computer's date. If your network inspects traffic, ask its administrators for their certificate and add it to the authorities in QGIS's options, page Authentication (outside QGIS, name it in REQUESTS_CA_BUNDLE).</source>
        <translation>Le certificat de {host} n’a pas pu être vérifié : rien n’a été envoyé. Vérifiez l’adresse et la date de cet ordinateur. Si votre réseau inspecte les échanges, demandez son certificat à ses administrateurs et ajoutez-le aux autorités dans les options de QGIS, page Authentification (hors de QGIS, indiquez-le dans REQUESTS_CA_BUNDLE).</translation>
    </message>
    <message>
        <location filename="../core/net/faults.py"/>
        <source>The proxy on the way to {host} refused or did not answer. Check the proxy in QGIS's options, page Network.</source>
        <translation>Le serveur mandataire (proxy) vers {host} a refusé ou n’a pas répondu. Vérifiez-le dans les options de QGIS, page Réseau.</translation>
    </message>
    <message>
        <location filename="../core/net/faults.py"/>
        <source>This is no web address that can be read: {start}. Give one that starts with https:// or http://.</source>
        <translation>Ce n’est pas une adresse web lisible : {start}. Donnez-en une qui commence par https:// ou http://.</translation>
    </message>
    <message>
        <location filename="../core/net/faults.py"/>
        <source>nothing within {seconds} s</source>
        <translation>rien en {seconds} s</translation>
    </message>
    <message>
        <location filename="../core/net/faults.py"/>
        <source>the connection broke, or what came cannot be read</source>
        <translation>la connexion s’est rompue, ou ce qui est venu est illisible</translation>
    </message>
    <message>
        <location filename="../core/net/faults.py"/>
        <source>{host} answers so slowly that its answer would not come to an end. Run again later.</source>
        <translation>{host} répond si lentement que sa réponse n’en finirait pas. Relancez plus tard.</translation>
    </message>
    <message>
        <location filename="../core/net/faults.py"/>
        <source>{host} cannot be asked: the address is malformed. Check it.</source>
        <translation>{host} ne peut pas être interrogé : l’adresse est mal formée. Vérifiez-la.</translation>
    </message>
    <message>
        <location filename="../core/net/faults.py"/>
        <source>{host} cannot be asked: {reason}.</source>
        <translation>{host} ne peut pas être interrogé : {reason}.</translation>
    </message>
    <message>
        <location filename="../core/net/faults.py"/>
        <source>{host} cannot be reached. Check the address, the network connection, and the proxy in QGIS's options, page Network.</source>
        <translation>{host} est injoignable. Vérifiez l’adresse, la connexion au réseau et le serveur mandataire (proxy) dans les options de QGIS, page Réseau.</translation>
    </message>
    <message>
        <location filename="../core/net/faults.py"/>
        <source>{host} did not answer within {seconds} s. Run again later.</source>
        <translation>{host} n’a pas répondu en {seconds} s. Relancez le traitement plus tard.</translation>
    </message>
    <message>
        <location filename="../core/net/faults.py"/>
        <source>{host} gave no sure answer ({reason}). What was sent may have arrived all the same, so it was not sent again: look there before you run this again.</source>
        <translation>{host} n’a pas donné de réponse sûre ({reason}). L’envoi est peut-être arrivé malgré tout : il n’a donc pas été répété. Allez voir sur place avant de relancer le traitement.</translation>
    </message>
    <message>
        <location filename="../core/net/faults.py"/>
        <source>{host} has moved (HTTP {status}). Check the address.</source>
        <translation>{host} a changé d’adresse (HTTP {status}). Vérifiez l’adresse.</translation>
    </message>
    <message>
        <location filename="../core/net/faults.py"/>
        <source>{host} has nothing at this address (HTTP {status}). Check it.</source>
        <translation>{host} n’a rien à cette adresse (HTTP {status}). Vérifiez-la.</translation>
    </message>
    <message>
        <location filename="../core/net/faults.py"/>
        <source>{host} is out of order for now (HTTP {status}). Run again later.</source>
        <translation>{host} est en panne pour le moment (HTTP {status}). Relancez le traitement plus tard.</translation>
    </message>
    <message>
        <location filename="../core/net/faults.py"/>
        <source>{host} leads to an address that is neither http nor https, or the proxy is of a kind that is not supported (SOCKS). Check the address and the proxy in QGIS's options.</source>
        <translation>{host} mène à une adresse qui n’est ni http ni https, ou le serveur mandataire (proxy) est d’un type non pris en charge (SOCKS). Vérifiez l’adresse et le serveur mandataire dans les options de QGIS.</translation>
    </message>
    <message>
        <location filename="../core/net/faults.py"/>
        <source>{host} packs its answer in a way that was not asked for ({encoding}). Check the address.</source>
        <translation>{host} compresse sa réponse d’une façon qui n’a pas été demandée ({encoding}). Vérifiez l’adresse.</translation>
    </message>
    <message>
        <location filename="../core/net/faults.py"/>
        <source>{host} receives too many requests from this network (HTTP {status}). Wait a few minutes and run again.</source>
        <translation>{host} reçoit trop de requêtes de ce réseau (HTTP {status}). Attendez quelques minutes et relancez le traitement.</translation>
    </message>
    <message>
        <location filename="../core/net/faults.py"/>
        <source>{host} refuses access (HTTP {status}). Check the address, and the key or password if it needs one.</source>
        <translation>{host} refuse l’accès (HTTP {status}). Vérifiez l’adresse, et la clé ou le mot de passe s’il en faut.</translation>
    </message>
    <message>
        <location filename="../core/net/faults.py"/>
        <source>{host} refuses the request (HTTP {status}): {words}. Check the address and what is sent.</source>
        <translation>{host} refuse la requête (HTTP {status}) : {words}. Vérifiez l’adresse et ce qui est envoyé.</translation>
    </message>
    <message>
        <location filename="../core/net/faults.py"/>
        <source>{host} sends from one address to the next. Check the address.</source>
        <translation>{host} renvoie sans fin d’une adresse à une autre. Vérifiez l’adresse.</translation>
    </message>
    <message>
        <location filename="../core/network/build.py"/>
        <source>{source} has roads so far from one another that they cannot be measured on one plane. Choose a file or layer of one region.</source>
        <translation>{source} contient des routes si éloignées les unes des autres qu’elles ne peuvent être mesurées sur un même plan. Choisissez un fichier ou une couche d’une seule région.</translation>
    </message>
    <message>
        <location filename="../core/network/cutting.py"/>
        <source>{source} holds no road that the chosen modes may use. Choose a file or layer of roads.</source>
        <translation>{source} ne contient aucune route que les modes choisis puissent emprunter. Choisissez un fichier ou une couche de routes.</translation>
    </message>
    <message>
        <location filename="../core/network/left_out.py"/>
        <source>a kind of road that is not known ({names})</source>
        <translation>type de route inconnu ({names})</translation>
    </message>
    <message>
        <location filename="../core/network/left_out.py"/>
        <source>areas</source>
        <translation>surfaces, et non lignes</translation>
    </message>
    <message>
        <location filename="../core/network/left_out.py"/>
        <source>closed to the chosen modes by their own tags</source>
        <translation>accès fermé aux modes choisis par ses propres étiquettes</translation>
    </message>
    <message>
        <location filename="../core/network/left_out.py"/>
        <source>not built, no longer there, or no way ({names})</source>
        <translation>pas encore construit, disparu, ou pas une voie ({names})</translation>
    </message>
    <message>
        <location filename="../core/network/left_out.py"/>
        <source>not for the chosen modes ({names})</source>
        <translation>pas destiné aux modes choisis ({names})</translation>
    </message>
    <message>
        <location filename="../core/network/left_out.py"/>
        <source>nothing says what kind of road</source>
        <translation>rien ne dit de quel type de route il s’agit</translation>
    </message>
    <message>
        <location filename="../core/network/left_out.py"/>
        <source>{message} This is {share} of the length of all roads. Where they are roads, write in the source what OpenStreetMap calls them.</source>
        <translation>{message} C’est {share} de la longueur de toutes les routes. Si ce sont bien des routes, écrivez dans la source le nom qu’OpenStreetMap leur donne.</translation>
    </message>
    <message numerus="yes">
        <location filename="../core/network/left_out.py"/>
        <source>{source}: {n} roads are left out ({length}): {reason}.</source>
        <translation>
            <numerusform>{source} : {n} route est écartée ({length}) : {reason}.</numerusform>
            <numerusform>{source} : {n} routes sont écartées ({length}) : {reason}.</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../core/network/lines.py"/>
        <source>{layer}: the speed of line {row} is “{value}”, not a number of km/h from 0 up. Correct it, or choose another speed field.</source>
        <translation>{layer} : la vitesse de la ligne {row} est « {value} », et non un nombre de km/h positif ou nul. Corrigez-la, ou choisissez un autre champ de vitesse.</translation>
    </message>
    <message numerus="yes">
        <location filename="../core/network/lines.py"/>
        <source>{n} lines have a one-way value that is not known, such as “{value}”: they are taken as two-way.</source>
        <translation>
            <numerusform>{n} ligne a une valeur de sens unique inconnue, par exemple « {value} » : elle compte à double sens.</numerusform>
            <numerusform>{n} lignes ont une valeur de sens unique inconnue, par exemple « {value} » : elles comptent à double sens.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../core/network/lines.py"/>
        <source>{n} lines have the speed 0: they are closed to cars.</source>
        <translation>
            <numerusform>{n} ligne a la vitesse 0 : elle est fermée aux voitures.</numerusform>
            <numerusform>{n} lignes ont la vitesse 0 : elles sont fermées aux voitures.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../core/network/one_value.py"/>
        <source>{n} roads have several values of {tag}, such as “{stated}”: the first that can be used counts, here “{chosen}”.</source>
        <translation>
            <numerusform>{n} route porte plusieurs valeurs de {tag}, comme « {stated} » : la première utilisable compte, ici « {chosen} ».</numerusform>
            <numerusform>{n} routes portent plusieurs valeurs de {tag}, comme « {stated} » : la première utilisable compte, ici « {chosen} ».</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../core/network/osm_file.py"/>
        <source>Reading the roads of {path}…</source>
        <translation>Lecture des routes de {path}…</translation>
    </message>
    <message>
        <location filename="../core/network/osm_reader.py"/>
        <source>{path} is not an OpenStreetMap file. Choose a .osm.pbf or .osm file, or a line layer.</source>
        <translation>{path} n’est pas un fichier OpenStreetMap. Choisissez un fichier .osm.pbf ou .osm, ou une couche de lignes.</translation>
    </message>
    <message>
        <location filename="../core/network/osm_source.py"/>
        <source>The points of {path} are not sorted by their numbers, or come twice. Sort it with: osmium sort {name} -o roads.osm.pbf</source>
        <translation>Les points de {path} ne sont pas triés par numéro, ou y figurent deux fois. Triez le fichier avec : osmium sort {name} -o roads.osm.pbf</translation>
    </message>
    <message>
        <location filename="../core/network/osm_source.py"/>
        <source>{path} cannot be read: {reason}. It needs a copy in {folder}: is there room?</source>
        <translation>{path} ne peut pas être lu : {reason}. Il en faut une copie dans {folder} : y a-t-il assez de place ?</translation>
    </message>
    <message>
        <location filename="../core/network/osm_source.py"/>
        <source>{path} holds its points one by one (not as dense nodes), which cannot be read here. Write it anew with: osmium cat {name} -o roads.osm.pbf</source>
        <translation>{path} contient ses points un par un (et non en « dense nodes »), ce qui ne peut pas être lu ici. Réécrivez-le avec : osmium cat {name} -o roads.osm.pbf</translation>
    </message>
    <message>
        <location filename="../core/network/osm_source.py"/>
        <source>{path} holds no road (no way with a highway tag).</source>
        <translation>{path} ne contient aucune route (aucun chemin portant la clé « highway »).</translation>
    </message>
    <message>
        <location filename="../core/network/osm_source.py"/>
        <source>{path} says of itself “{remark}”: some of its roads may not be there.</source>
        <translation>{path} dit de lui-même « {remark} » : certaines de ses routes manquent peut-être.</translation>
    </message>
    <message>
        <location filename="../core/network/osm_xml.py"/>
        <source>{path} is damaged or cut short ({reason}). Download it again.</source>
        <translation>{path} est abîmé ou incomplet ({reason}). Téléchargez-le de nouveau.</translation>
    </message>
    <message>
        <location filename="../core/network/pbf.py"/>
        <source>{path} cannot be read here: it needs {features}. Choose another .osm.pbf file.</source>
        <translation>{path} ne peut pas être lu ici : il demande {features}. Choisissez un autre fichier .osm.pbf.</translation>
    </message>
    <message>
        <location filename="../core/network/pbf.py"/>
        <source>{path} holds the history of the map, with all that was deleted. Take one day out of it with: osmium time-filter {name} -o roads.osm.pbf</source>
        <translation>{path} contient l’historique de la carte, avec tout ce qui a été supprimé. Extrayez-en un jour avec : osmium time-filter {name} -o roads.osm.pbf</translation>
    </message>
    <message>
        <location filename="../core/network/pbf.py"/>
        <source>{path} holds ways without the points that draw them. Make the file again with all points of its ways (in Overpass: out body; &gt;; out skel qt; with osmium tags-filter: without -R), or choose the file that it was made from.</source>
        <translation>{path} contient des chemins sans les points qui les tracent. Refaites le fichier avec tous les points de ses chemins (dans Overpass : out body; &gt;; out skel qt; avec osmium tags-filter : sans -R), ou choisissez le fichier dont il est tiré.</translation>
    </message>
    <message>
        <location filename="../core/network/pbf.py"/>
        <source>{path} is compressed with {method}, which cannot be read here. Write it anew with: osmium cat {name} -o roads.osm.pbf -f pbf,pbf_compression=zlib</source>
        <translation>{path} est compressé avec {method}, ce qui ne peut pas être lu ici. Réécrivez-le avec : osmium cat {name} -o roads.osm.pbf -f pbf,pbf_compression=zlib</translation>
    </message>
    <message>
        <location filename="../core/network/roadnetwork.py"/>
        <source>The network was built for {modes}, not for {mode}. Build it again with that mode.</source>
        <translation>Le réseau a été construit pour {modes}, pas pour {mode}. Reconstruisez-le avec ce mode de déplacement.</translation>
    </message>
    <message>
        <location filename="../core/network/roadnetwork.py"/>
        <source>{path} is not a network built by Maillage, or it is damaged. Build one from an OpenStreetMap file or a line layer.</source>
        <translation>{path} n’est pas un réseau construit par Maillage, ou il est abîmé. Construisez-en un à partir d’un fichier OpenStreetMap ou d’une couche de lignes.</translation>
    </message>
    <message>
        <location filename="../core/network/roadnetwork.py"/>
        <source>{path} was built by another version of Maillage. Build the network again.</source>
        <translation>{path} a été construit par une autre version de Maillage. Reconstruisez le réseau.</translation>
    </message>
    <message numerus="yes">
        <location filename="../core/network/too_fast.py"/>
        <source>{n} roads have a speed of more than {most} km/h, such as “{value}”: the usual speed counts in its place.</source>
        <translation>
            <numerusform>{n} route a une vitesse de plus de {most} km/h, « {value} » : la vitesse habituelle compte à sa place.</numerusform>
            <numerusform>{n} routes ont une vitesse de plus de {most} km/h, comme « {value} » : la vitesse habituelle compte à sa place.</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../core/nomenclature/nomenclature_file.py"/>
        <source>The nomenclature {path} cannot be used: {reason}. Compare it with the plugin's styles/nomenclature.json, or leave the choice empty to use that one.</source>
        <translation>La nomenclature {path} est inutilisable : {reason}. Comparez-la avec le fichier styles/nomenclature.json de l’extension, ou laissez le choix vide pour utiliser celui-ci.</translation>
    </message>
    <message>
        <location filename="../core/nomenclature/nomenclature_file.py"/>
        <source>in the vocabulary {name}, “{wording}” means both {first} and {second}</source>
        <translation>dans le vocabulaire {name}, « {wording} » désigne à la fois {first} et {second}</translation>
    </message>
    <message>
        <location filename="../core/nomenclature/nomenclature_file.py"/>
        <source>it has no object “vocabularies”</source>
        <translation>elle n’a pas d’objet « vocabularies »</translation>
    </message>
    <message>
        <location filename="../core/nomenclature/nomenclature_file.py"/>
        <source>it lacks the vocabularies {names}</source>
        <translation>il lui manque les vocabulaires {names}</translation>
    </message>
    <message>
        <location filename="../core/nomenclature/nomenclature_file.py"/>
        <source>the code “{code}” of {where} has other signs than letters and digits</source>
        <translation>le code « {code} » de {where} contient d’autres signes que des lettres et des chiffres</translation>
    </message>
    <message>
        <location filename="../core/nomenclature/nomenclature_file.py"/>
        <source>the colour “{colour}” of {where} is not written like #1F78B4</source>
        <translation>la couleur « {colour} » de {where} n’est pas écrite comme #1F78B4</translation>
    </message>
    <message>
        <location filename="../core/nomenclature/nomenclature_file.py"/>
        <source>the item {where} is not an object</source>
        <translation>l’élément {where} n’est pas un objet</translation>
    </message>
    <message>
        <location filename="../core/nomenclature/nomenclature_file.py"/>
        <source>the symbol “{symbol}” of {where} is none of {shapes}</source>
        <translation>le symbole « {symbol} » de {where} n’est aucun de {shapes}</translation>
    </message>
    <message>
        <location filename="../core/nomenclature/nomenclature_file.py"/>
        <source>the synonyms of {where} are not a list of texts</source>
        <translation>les synonymes de {where} ne sont pas une liste de textes</translation>
    </message>
    <message>
        <location filename="../core/nomenclature/nomenclature_file.py"/>
        <source>the vocabulary {name} has no class “not_stated”</source>
        <translation>le vocabulaire {name} n’a pas de classe « not_stated »</translation>
    </message>
    <message>
        <location filename="../core/nomenclature/nomenclature_file.py"/>
        <source>the vocabulary {name} has no list of “items”</source>
        <translation>le vocabulaire {name} n’a pas de liste « items »</translation>
    </message>
    <message>
        <location filename="../core/nomenclature/nomenclature_file.py"/>
        <source>the vocabulary {name} has the code {code} twice</source>
        <translation>le vocabulaire {name} contient deux fois le code {code}</translation>
    </message>
    <message>
        <location filename="../core/nomenclature/nomenclature_file.py"/>
        <source>{where} has no text “{key}”</source>
        <translation>{where} n’a pas de texte « {key} »</translation>
    </message>
    <message>
        <location filename="../core/places/census.py"/>
        <source>The commune polygons hold the code “{code}”, which is not an INSEE code of five characters. Choose a layer of communes with a column of INSEE codes as text.</source>
        <translation>Les polygones des communes contiennent le code « {code} », qui n’est pas un code INSEE de cinq caractères. Choisissez une couche de communes avec une colonne de codes INSEE au format texte.</translation>
    </message>
    <message>
        <location filename="../core/places/checks/catalogue.py"/>
        <source>Average of several points</source>
        <translation>Moyenne de plusieurs points</translation>
    </message>
    <message>
        <location filename="../core/places/checks/catalogue.py"/>
        <source>Code in the wrong column</source>
        <translation>Code dans la mauvaise colonne</translation>
    </message>
    <message>
        <location filename="../core/places/checks/catalogue.py"/>
        <source>Code repeated</source>
        <translation>Code répété</translation>
    </message>
    <message>
        <location filename="../core/places/checks/catalogue.py"/>
        <source>Code unknown</source>
        <translation>Code inconnu</translation>
    </message>
    <message>
        <location filename="../core/places/checks/catalogue.py"/>
        <source>Codes from other columns</source>
        <translation>Codes pris dans d’autres colonnes</translation>
    </message>
    <message>
        <location filename="../core/places/checks/catalogue.py"/>
        <source>Codes wrongly joined</source>
        <translation>Codes mal séparés</translation>
    </message>
    <message>
        <location filename="../core/places/checks/catalogue.py"/>
        <source>Column of the schema missing</source>
        <translation>Colonne du schéma manquante</translation>
    </message>
    <message>
        <location filename="../core/places/checks/catalogue.py"/>
        <source>Commune code and town differ</source>
        <translation>Code commune et ville en désaccord</translation>
    </message>
    <message>
        <location filename="../core/places/checks/catalogue.py"/>
        <source>Commune code malformed</source>
        <translation>Code commune mal formé</translation>
    </message>
    <message>
        <location filename="../core/places/checks/catalogue.py"/>
        <source>Commune code missing</source>
        <translation>Code commune absent</translation>
    </message>
    <message>
        <location filename="../core/places/checks/catalogue.py"/>
        <source>Commune code missing, town doubtful</source>
        <translation>Code commune absent, ville douteuse</translation>
    </message>
    <message>
        <location filename="../core/places/checks/catalogue.py"/>
        <source>Commune code of another commune</source>
        <translation>Code d’une autre commune</translation>
    </message>
    <message>
        <location filename="../core/places/checks/catalogue.py"/>
        <source>Commune code of another département</source>
        <translation>Code commune d’un autre département</translation>
    </message>
    <message>
        <location filename="../core/places/checks/catalogue.py"/>
        <source>Commune code put right</source>
        <translation>Code commune corrigé</translation>
    </message>
    <message>
        <location filename="../core/places/checks/catalogue.py"/>
        <source>Commune code unknown</source>
        <translation>Code commune inconnu</translation>
    </message>
    <message>
        <location filename="../core/places/checks/catalogue.py"/>
        <source>Commune polygons missing</source>
        <translation>Polygones de communes manquants</translation>
    </message>
    <message>
        <location filename="../core/places/checks/catalogue.py"/>
        <source>Control characters in a cell</source>
        <translation>Caractères de contrôle dans une cellule</translation>
    </message>
    <message>
        <location filename="../core/places/checks/catalogue.py"/>
        <source>Coordinates beyond the globe</source>
        <translation>Coordonnées hors du globe</translation>
    </message>
    <message>
        <location filename="../core/places/checks/catalogue.py"/>
        <source>Coordinates of zero</source>
        <translation>Coordonnées nulles</translation>
    </message>
    <message>
        <location filename="../core/places/checks/catalogue.py"/>
        <source>Coordinates that are no numbers</source>
        <translation>Coordonnées qui ne sont pas des nombres</translation>
    </message>
    <message>
        <location filename="../core/places/checks/catalogue.py"/>
        <source>Damaged characters</source>
        <translation>Caractères abîmés</translation>
    </message>
    <message>
        <location filename="../core/places/checks/catalogue.py"/>
        <source>Date as the number of a day</source>
        <translation>Date écrite comme numéro de jour</translation>
    </message>
    <message>
        <location filename="../core/places/checks/catalogue.py"/>
        <source>Date impossible</source>
        <translation>Date impossible</translation>
    </message>
    <message>
        <location filename="../core/places/checks/catalogue.py"/>
        <source>Date to come</source>
        <translation>Date à venir</translation>
    </message>
    <message>
        <location filename="../core/places/checks/catalogue.py"/>
        <source>Date unreadable</source>
        <translation>Date illisible</translation>
    </message>
    <message>
        <location filename="../core/places/checks/catalogue.py"/>
        <source>Département code malformed</source>
        <translation>Code département mal formé</translation>
    </message>
    <message>
        <location filename="../core/places/checks/catalogue.py"/>
        <source>Département code put right</source>
        <translation>Code de département rectifié</translation>
    </message>
    <message>
        <location filename="../core/places/checks/catalogue.py"/>
        <source>E-mail address malformed</source>
        <translation>Adresse électronique mal formée</translation>
    </message>
    <message>
        <location filename="../core/places/checks/catalogue.py"/>
        <source>E-mail address of a person</source>
        <translation>Adresse électronique d’une personne</translation>
    </message>
    <message>
        <location filename="../core/places/checks/catalogue.py"/>
        <source>E-mail address out of place</source>
        <translation>Adresse électronique hors de sa colonne</translation>
    </message>
    <message>
        <location filename="../core/places/checks/catalogue.py"/>
        <source>Formula in a cell</source>
        <translation>Formule dans une cellule</translation>
    </message>
    <message>
        <location filename="../core/places/checks/catalogue.py"/>
        <source>Free text among codes</source>
        <translation>Texte libre parmi les codes</translation>
    </message>
    <message>
        <location filename="../core/places/checks/catalogue.py"/>
        <source>HTML in a cell</source>
        <translation>HTML dans une cellule</translation>
    </message>
    <message>
        <location filename="../core/places/checks/catalogue.py"/>
        <source>Header repeated</source>
        <translation>En-tête répété</translation>
    </message>
    <message>
        <location filename="../core/places/checks/catalogue.py"/>
        <source>Identifier from another column</source>
        <translation>Identifiant pris dans une autre colonne</translation>
    </message>
    <message>
        <location filename="../core/places/checks/catalogue.py"/>
        <source>Identifier missing</source>
        <translation>Identifiant absent</translation>
    </message>
    <message>
        <location filename="../core/places/checks/catalogue.py"/>
        <source>Identifier repeated</source>
        <translation>Identifiant répété</translation>
    </message>
    <message>
        <location filename="../core/places/checks/catalogue.py"/>
        <source>Itinerance not read</source>
        <translation>Itinérance non lue</translation>
    </message>
    <message>
        <location filename="../core/places/checks/catalogue.py"/>
        <source>Label without a code</source>
        <translation>Libellé sans code</translation>
    </message>
    <message>
        <location filename="../core/places/checks/catalogue.py"/>
        <source>Latitude and longitude swapped</source>
        <translation>Latitude et longitude inversées</translation>
    </message>
    <message>
        <location filename="../core/places/checks/catalogue.py"/>
        <source>Lost characters</source>
        <translation>Caractères perdus</translation>
    </message>
    <message>
        <location filename="../core/places/checks/catalogue.py"/>
        <source>Merged cells</source>
        <translation>Cellules fusionnées</translation>
    </message>
    <message>
        <location filename="../core/places/checks/catalogue.py"/>
        <source>Mobile number</source>
        <translation>Numéro de mobile</translation>
    </message>
    <message>
        <location filename="../core/places/checks/catalogue.py"/>
        <source>Mobile number out of place</source>
        <translation>Numéro de mobile hors de sa colonne</translation>
    </message>
    <message>
        <location filename="../core/places/checks/catalogue.py"/>
        <source>Name missing</source>
        <translation>Nom absent</translation>
    </message>
    <message>
        <location filename="../core/places/checks/catalogue.py"/>
        <source>Name of a person</source>
        <translation>Nom d’une personne</translation>
    </message>
    <message>
        <location filename="../core/places/checks/catalogue.py"/>
        <source>No identifiers at all</source>
        <translation>Aucun identifiant</translation>
    </message>
    <message>
        <location filename="../core/places/checks/catalogue.py"/>
        <source>No usable coordinates</source>
        <translation>Pas de coordonnées utilisables</translation>
    </message>
    <message>
        <location filename="../core/places/checks/catalogue.py"/>
        <source>Not stated</source>
        <translation>Non renseigné</translation>
    </message>
    <message>
        <location filename="../core/places/checks/catalogue.py"/>
        <source>Not updated for long</source>
        <translation>Sans mise à jour depuis longtemps</translation>
    </message>
    <message>
        <location filename="../core/places/checks/catalogue.py"/>
        <source>Opening hours at an odd minute</source>
        <translation>Horaires à une minute inhabituelle</translation>
    </message>
    <message>
        <location filename="../core/places/checks/catalogue.py"/>
        <source>Opening hours not read</source>
        <translation>Horaires d’ouverture non lus</translation>
    </message>
    <message>
        <location filename="../core/places/checks/catalogue.py"/>
        <source>Order of day and month</source>
        <translation>Ordre du jour et du mois</translation>
    </message>
    <message>
        <location filename="../core/places/checks/catalogue.py"/>
        <source>Other sheets or layers</source>
        <translation>Autres feuilles ou couches</translation>
    </message>
    <message>
        <location filename="../core/places/checks/catalogue.py"/>
        <source>Phone number malformed</source>
        <translation>Numéro de téléphone mal formé</translation>
    </message>
    <message>
        <location filename="../core/places/checks/catalogue.py"/>
        <source>Point far from the postal code</source>
        <translation>Point loin du code postal</translation>
    </message>
    <message>
        <location filename="../core/places/checks/catalogue.py"/>
        <source>Point in the middle of a commune</source>
        <translation>Point au centre d’une commune</translation>
    </message>
    <message>
        <location filename="../core/places/checks/catalogue.py"/>
        <source>Point of the town</source>
        <translation>Point de la ville, faute d’adresse trouvée</translation>
    </message>
    <message>
        <location filename="../core/places/checks/catalogue.py"/>
        <source>Point outside France</source>
        <translation>Point hors de France</translation>
    </message>
    <message>
        <location filename="../core/places/checks/catalogue.py"/>
        <source>Point outside the commune</source>
        <translation>Point hors de la commune</translation>
    </message>
    <message>
        <location filename="../core/places/checks/catalogue.py"/>
        <source>Point outside the département</source>
        <translation>Point hors du département</translation>
    </message>
    <message>
        <location filename="../core/places/checks/catalogue.py"/>
        <source>Point shared by several places</source>
        <translation>Point partagé par plusieurs lieux</translation>
    </message>
    <message>
        <location filename="../core/places/checks/catalogue.py"/>
        <source>Postal code malformed</source>
        <translation>Code postal mal formé</translation>
    </message>
    <message>
        <location filename="../core/places/checks/catalogue.py"/>
        <source>Postal code of another département</source>
        <translation>Code postal d’un autre département</translation>
    </message>
    <message>
        <location filename="../core/places/checks/catalogue.py"/>
        <source>Postal code other than in the address</source>
        <translation>Code postal différent de celui de l’adresse</translation>
    </message>
    <message>
        <location filename="../core/places/checks/catalogue.py"/>
        <source>Postal code put right</source>
        <translation>Code postal corrigé</translation>
    </message>
    <message>
        <location filename="../core/places/checks/catalogue.py"/>
        <source>Row above the header</source>
        <translation>Ligne au-dessus de l’en-tête</translation>
    </message>
    <message>
        <location filename="../core/places/checks/catalogue.py"/>
        <source>Row of another width</source>
        <translation>Ligne d’une autre largeur</translation>
    </message>
    <message>
        <location filename="../core/places/checks/catalogue.py"/>
        <source>Row of totals</source>
        <translation>Ligne de totaux</translation>
    </message>
    <message>
        <location filename="../core/places/checks/catalogue.py"/>
        <source>Several encodings</source>
        <translation>Plusieurs encodages</translation>
    </message>
    <message>
        <location filename="../core/places/checks/catalogue.py"/>
        <source>Sign of a coordinate lost</source>
        <translation>Signe d’une coordonnée perdu</translation>
    </message>
    <message>
        <location filename="../core/places/checks/catalogue.py"/>
        <source>Stray quotation mark</source>
        <translation>Guillemet égaré</translation>
    </message>
    <message>
        <location filename="../core/places/checks/catalogue.py"/>
        <source>Web address malformed</source>
        <translation>Adresse web mal formée</translation>
    </message>
    <message>
        <location filename="../core/places/checks/catalogue.py"/>
        <source>What was recognised</source>
        <translation>Ce qui a été reconnu</translation>
    </message>
    <message>
        <location filename="../core/places/checks/catalogue.py"/>
        <source>Wording unknown</source>
        <translation>Libellé inconnu</translation>
    </message>
    <message>
        <location filename="../core/places/checks/cell_content.py"/>
        <source>A character was lost in a conversion (�). Write it again.</source>
        <translation>Un caractère s’est perdu dans une conversion (�). Saisissez-le à nouveau.</translation>
    </message>
    <message>
        <location filename="../core/places/checks/cell_content.py"/>
        <source>A spreadsheet takes this cell for a formula and shows something else.</source>
        <translation>Un tableur prend cette cellule pour une formule et affiche autre chose.</translation>
    </message>
    <message>
        <location filename="../core/places/checks/cell_content.py"/>
        <source>Characters were damaged by a wrong encoding.</source>
        <translation>Des caractères ont été abîmés par un mauvais encodage.</translation>
    </message>
    <message>
        <location filename="../core/places/checks/cell_content.py"/>
        <source>Of the filled cells of the column, {count} of {filled}: {fault}</source>
        <translation>Parmi les cellules remplies de la colonne, {count} sur {filled} : {fault}</translation>
    </message>
    <message>
        <location filename="../core/places/checks/cell_content.py"/>
        <source>The cell holds HTML, that maps and tables show as it is.</source>
        <translation>La cellule contient du HTML, que les cartes et les tableaux montrent tel quel.</translation>
    </message>
    <message>
        <location filename="../core/places/checks/cell_content.py"/>
        <source>The cell holds invisible control characters.</source>
        <translation>La cellule contient des caractères de contrôle invisibles.</translation>
    </message>
    <message numerus="yes">
        <location filename="../core/places/checks/cell_content.py"/>
        <source>The row has {n} cells where the header has {width}: it may be shifted.</source>
        <translation>
            <numerusform>La ligne a {n} cellule alors que l’en-tête en a {width} : elle est peut-être décalée.</numerusform>
            <numerusform>La ligne a {n} cellules alors que l’en-tête en a {width} : elle est peut-être décalée.</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../core/places/checks/coded_fields.py"/>
        <source>A cell of codes holds free text, which was left out. A correction of the cell takes it out of the file: note it elsewhere first where it matters.</source>
        <translation>Une cellule de codes contient du texte libre, qui a été écarté. Corriger la cellule l’enlève du fichier : s’il importe, notez-le d’abord ailleurs.</translation>
    </message>
    <message>
        <location filename="../core/places/checks/coded_fields.py"/>
        <source>Not stated, which is not the same as not offered, of {places}: {parts}.</source>
        <translation>Non renseigné (ce qui ne veut pas dire non proposé), sur {places} : {parts}.</translation>
    </message>
    <message>
        <location filename="../core/places/checks/coded_fields.py"/>
        <source>The cell holds the same codes several times. Each was kept once.</source>
        <translation>La cellule contient plusieurs fois les mêmes codes. Chacun n’a été gardé qu’une fois.</translation>
    </message>
    <message>
        <location filename="../core/places/checks/coded_fields.py"/>
        <source>The code {code} ({label}) belongs to another column, that of the {home}.</source>
        <translation>Le code {code} ({label}) a sa place dans une autre colonne : {home}.</translation>
    </message>
    <message>
        <location filename="../core/places/checks/coded_fields.py"/>
        <source>The codes are joined by something else than “-”. They were read.</source>
        <translation>Les codes sont séparés par autre chose que « - ». Ils ont été lus.</translation>
    </message>
    <message>
        <location filename="../core/places/checks/coded_fields.py"/>
        <source>The column of codes is empty: other columns of the row gave them.</source>
        <translation>La colonne de codes est vide : d’autres colonnes de la ligne les ont fournis.</translation>
    </message>
    <message>
        <location filename="../core/places/checks/coded_fields.py"/>
        <source>The nomenclature does not know these codes or words. They were left out.</source>
        <translation>La nomenclature ne connaît pas ces codes ou ces mots. Ils ont été écartés.</translation>
    </message>
    <message>
        <location filename="../core/places/checks/coded_fields.py"/>
        <source>The nomenclature does not know this wording. It was kept as it is.</source>
        <translation>La nomenclature ne connaît pas ce libellé. Il a été conservé tel quel.</translation>
    </message>
    <message>
        <location filename="../core/places/checks/coded_fields.py"/>
        <source>The nomenclature has no code for “{label}” (places: {count}). It stays in the source's own column.</source>
        <translation>La nomenclature n’a pas de code pour « {label} » (nombre de lieux : {count}). Ce libellé reste dans la colonne d’origine.</translation>
    </message>
    <message>
        <location filename="../core/places/checks/coded_fields.py"/>
        <source>activities</source>
        <translation>activités</translation>
    </message>
    <message>
        <location filename="../core/places/checks/coded_fields.py"/>
        <source>labels</source>
        <translation>labels</translation>
    </message>
    <message>
        <location filename="../core/places/checks/coded_fields.py"/>
        <source>publics</source>
        <translation>publics</translation>
    </message>
    <message>
        <location filename="../core/places/checks/coded_fields.py"/>
        <source>themes</source>
        <translation>thématiques</translation>
    </message>
    <message>
        <location filename="../core/places/checks/coded_fields.py"/>
        <source>{field} of all places</source>
        <translation>{field} pour tous les lieux</translation>
    </message>
    <message>
        <location filename="../core/places/checks/coded_fields.py"/>
        <source>{field} of {places}</source>
        <translation>{field} pour {places}</translation>
    </message>
    <message>
        <location filename="../core/places/checks/codes_of_places.py"/>
        <source>The address has the postal code {code} and its own column another: one of them may be wrong.</source>
        <translation>L’adresse porte le code postal {code}, et la colonne du code postal un autre : l’un des deux est peut-être faux.</translation>
    </message>
    <message>
        <location filename="../core/places/checks/codes_of_places.py"/>
        <source>The code began with that of a département that was divided; it was put right.</source>
        <translation>Le code commençait par celui d’un département qui a été divisé ; il a été rectifié.</translation>
    </message>
    <message>
        <location filename="../core/places/checks/codes_of_places.py"/>
        <source>The code does not have its five characters.</source>
        <translation>Le code n’a pas ses cinq caractères.</translation>
    </message>
    <message>
        <location filename="../core/places/checks/codes_of_places.py"/>
        <source>The code had lost its leading zero, which was put back.</source>
        <translation>Le code avait perdu son zéro initial, qui a été rétabli.</translation>
    </message>
    <message>
        <location filename="../core/places/checks/codes_of_places.py"/>
        <source>The code held blanks, decimals or a small letter, which were put right.</source>
        <translation>Le code contenait des espaces, des décimales ou une lettre minuscule ; il a été corrigé.</translation>
    </message>
    <message>
        <location filename="../core/places/checks/codes_of_places.py"/>
        <source>The code {code} stands for several départements ({parts}), and nothing here says which.</source>
        <translation>Le code {code} désigne plusieurs départements ({parts}), et rien ici ne dit lequel.</translation>
    </message>
    <message>
        <location filename="../core/places/checks/codes_of_places.py"/>
        <source>The code {code} stands for several départements; the place is in {departement}.</source>
        <translation>Le code {code} désigne plusieurs départements ; le lieu est dans le {departement}.</translation>
    </message>
    <message>
        <location filename="../core/places/checks/codes_of_places.py"/>
        <source>The commune code is of the département {code}, and the place declares {departement}: one of them is wrong.</source>
        <translation>Le code commune est du département {code}, et le lieu déclare {departement} : l’un des deux est faux.</translation>
    </message>
    <message>
        <location filename="../core/places/checks/codes_of_places.py"/>
        <source>The postal code begins as those of the département {code}, and the place is in {departement}. A few communes have the postal code of their neighbours; else one of them is wrong.</source>
        <translation>Le code postal commence comme ceux du département {code}, et le lieu est dans le {departement}. Quelques communes ont le code postal de leurs voisines ; sinon, l’un des deux est faux.</translation>
    </message>
    <message>
        <location filename="../core/places/checks/codes_of_places.py"/>
        <source>This is not a département code.</source>
        <translation>Ce n’est pas un code de département.</translation>
    </message>
    <message>
        <location filename="../core/places/checks/contact_details.py"/>
        <source>A mobile number may be a person's. It is not published unless its owner agreed; a number of the structure would be better.</source>
        <translation>Un numéro de mobile peut être celui d’une personne. Il n’est pas publié sans l’accord de son titulaire ; mieux vaudrait un numéro de la structure.</translation>
    </message>
    <message>
        <location filename="../core/places/checks/contact_details.py"/>
        <source>Nobody can write to this e-mail address as it stands.</source>
        <translation>Personne ne peut écrire à cette adresse électronique telle qu’elle est.</translation>
    </message>
    <message>
        <location filename="../core/places/checks/contact_details.py"/>
        <source>The phone number cannot be dialled as it is written.</source>
        <translation>Le numéro de téléphone ne peut pas être composé tel qu’il est écrit.</translation>
    </message>
    <message>
        <location filename="../core/places/checks/contact_details.py"/>
        <source>The web address cannot be opened as it is written.</source>
        <translation>L’adresse web ne peut pas être ouverte telle qu’elle est écrite.</translation>
    </message>
    <message>
        <location filename="../core/places/checks/contact_details.py"/>
        <source>This address seems to be a person's. It is not published unless the person agreed; an address of the structure would be better.</source>
        <translation>Cette adresse semble être celle d’une personne. Elle n’est pas publiée sans son accord ; mieux vaudrait une adresse de la structure.</translation>
    </message>
    <message>
        <location filename="../core/places/checks/contact_details.py"/>
        <source>This column holds a mobile number, maybe a person's: it is not its place.</source>
        <translation>Cette colonne contient un numéro de mobile, peut-être celui d’une personne : ce n’est pas sa place.</translation>
    </message>
    <message>
        <location filename="../core/places/checks/contact_details.py"/>
        <source>This column holds an e-mail address, maybe a person's: it is not its place.</source>
        <translation>Cette colonne contient une adresse électronique, peut-être celle d’une personne : elle n’a pas sa place ici.</translation>
    </message>
    <message>
        <location filename="../core/places/checks/contact_details.py"/>
        <source>This is no e-mail address.</source>
        <translation>Ce n’est pas une adresse électronique.</translation>
    </message>
    <message>
        <location filename="../core/places/checks/contact_details.py"/>
        <source>This is no phone number that can be dialled from France.</source>
        <translation>Ce n’est pas un numéro de téléphone que l’on puisse composer depuis la France.</translation>
    </message>
    <message>
        <location filename="../core/places/checks/contact_details.py"/>
        <source>This is no web address.</source>
        <translation>Ce n’est pas une adresse web.</translation>
    </message>
    <message>
        <location filename="../core/places/checks/contact_details.py"/>
        <source>This text names somebody. The name is not published unless the person agreed.</source>
        <translation>Ce texte nomme quelqu’un. Le nom n’est pas publié, sauf si la personne est d’accord.</translation>
    </message>
    <message>
        <location filename="../core/places/checks/identity.py"/>
        <source>No place has an identifier: the row numbers serve instead. They change when rows are added or sorted, so that an update of the census may take a place for another one.</source>
        <translation>Aucun lieu n’a d’identifiant : les numéros de ligne en tiennent lieu. Ils changent quand on ajoute ou trie des lignes, si bien qu’une mise à jour du recensement peut prendre un lieu pour un autre.</translation>
    </message>
    <message>
        <location filename="../core/places/checks/identity.py"/>
        <source>The column {column} is empty: {other} serves as the identifier.</source>
        <translation>La colonne {column} est vide : {other} sert d’identifiant.</translation>
    </message>
    <message>
        <location filename="../core/places/checks/identity.py"/>
        <source>The identifier stands in an earlier row too. It was made unique.</source>
        <translation>L’identifiant figure déjà dans une ligne précédente. Il a été rendu unique.</translation>
    </message>
    <message>
        <location filename="../core/places/checks/identity.py"/>
        <source>The place has no identifier. Its row number serves instead.</source>
        <translation>Le lieu n’a pas d’identifiant. Son numéro de ligne en tient lieu.</translation>
    </message>
    <message>
        <location filename="../core/places/checks/identity.py"/>
        <source>The place has no name.</source>
        <translation>Le lieu n’a pas de nom.</translation>
    </message>
    <message>
        <location filename="../core/places/checks/identity.py"/>
        <source>The place has no {column}: another column serves instead.</source>
        <translation>Le lieu n’a pas de {column} : une autre colonne en tient lieu.</translation>
    </message>
    <message>
        <location filename="../core/places/checks/missing_columns.py"/>
        <source>The file lacks {columns}, from which {schema} takes a part of this field: it is read from the other columns alone.</source>
        <translation>Il manque au fichier {columns}, d’où {schema} tire une partie de ce champ : il n’est lu que dans les autres colonnes.</translation>
    </message>
    <message>
        <location filename="../core/places/checks/missing_columns.py"/>
        <source>The file lacks {columns}, from which {schema} takes this field: it is empty for all places. If another column says it, name it in a mapping.</source>
        <translation>Il manque au fichier {columns}, d’où {schema} tire ce champ : il est vide pour tous les lieux. Si une autre colonne le dit, nommez-la dans une correspondance.</translation>
    </message>
    <message>
        <location filename="../core/places/checks/position.py"/>
        <source>Latitude and longitude seem swapped.</source>
        <translation>La latitude et la longitude semblent inversées.</translation>
    </message>
    <message>
        <location filename="../core/places/checks/position.py"/>
        <source>No place has coordinates: none is on the map. Geocode the places, or choose the columns that hold the coordinates.</source>
        <translation>Aucun lieu n’a de coordonnées : aucun n’est sur la carte. Géocodez les lieux, ou choisissez les colonnes qui contiennent les coordonnées.</translation>
    </message>
    <message>
        <location filename="../core/places/checks/position.py"/>
        <source>The address was not found: the point is that of the town.</source>
        <translation>L’adresse n’a pas été trouvée : le point est celui de la ville.</translation>
    </message>
    <message>
        <location filename="../core/places/checks/position.py"/>
        <source>The census gives no address: the point is that of the town.</source>
        <translation>Le recensement ne donne pas d’adresse : le point est celui de la ville.</translation>
    </message>
    <message>
        <location filename="../core/places/checks/position.py"/>
        <source>The coordinates are beyond ±90° of latitude or ±180° of longitude.</source>
        <translation>Les coordonnées dépassent ±90° de latitude ou ±180° de longitude.</translation>
    </message>
    <message>
        <location filename="../core/places/checks/position.py"/>
        <source>The coordinates are not two numbers.</source>
        <translation>Les coordonnées ne sont pas deux nombres.</translation>
    </message>
    <message>
        <location filename="../core/places/checks/position.py"/>
        <source>The latitude is zero: the point would lie on the equator.</source>
        <translation>La latitude est nulle : le point serait sur l’équateur.</translation>
    </message>
    <message>
        <location filename="../core/places/checks/position.py"/>
        <source>The longitude or the latitude seems to have lost its sign, or got a wrong one.</source>
        <translation>La longitude ou la latitude semble avoir perdu son signe, ou en avoir un faux.</translation>
    </message>
    <message>
        <location filename="../core/places/checks/position.py"/>
        <source>The place has no usable coordinates: it is not on the map.</source>
        <translation>Le lieu n’a pas de coordonnées utilisables : il n’est pas sur la carte.</translation>
    </message>
    <message numerus="yes">
        <location filename="../core/places/checks/position.py"/>
        <source>The place has {n} points: it stands at their average, where nothing may be. Move it to one of them, or geocode its address.</source>
        <translation>
            <numerusform>Le lieu a {n} point : il est placé à leur moyenne, où il n’y a peut-être rien. Déplacez-le sur l’un d’eux, ou géocodez son adresse.</numerusform>
            <numerusform>Le lieu a {n} points : il est placé à leur moyenne, où il n’y a peut-être rien. Déplacez-le sur l’un d’eux, ou géocodez son adresse.</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../core/places/checks/position.py"/>
        <source>The point lies outside France.</source>
        <translation>Le point se trouve hors de France.</translation>
    </message>
    <message numerus="yes">
        <location filename="../core/places/checks/position.py"/>
        <source>{n} places stand on the very same point: this one, {others}.</source>
        <translation>
            <numerusform>{n} lieu se trouve exactement au même point : celui-ci, {others}.</numerusform>
            <numerusform>{n} lieux se trouvent exactement au même point : celui-ci, {others}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../core/places/checks/position.py"/>
        <source>{n} places that have no address in common stand on the very same point: this one, {others}. It is maybe that of the town or the street: geocode them again.</source>
        <translation>
            <numerusform>{n} lieu sans adresse commune est exactement au même point : celui-ci, {others}. C’est peut-être celui de la ville ou de la rue : géocodez-le à nouveau.</numerusform>
            <numerusform>{n} lieux sans adresse commune sont exactement au même point : celui-ci, {others}. C’est peut-être celui de la ville ou de la rue : géocodez-les à nouveau.</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../core/places/checks/territory.py"/>
        <source>It lies in the declared commune, {name}: the département may be the wrong one.</source>
        <translation>Il est bien dans la commune déclarée, {name} : c’est peut-être le département qui est faux.</translation>
    </message>
    <message>
        <location filename="../core/places/checks/territory.py"/>
        <source>No commune polygon has this code: the commune may have been merged.</source>
        <translation>Aucun polygone de commune n’a ce code : la commune a peut-être fusionné.</translation>
    </message>
    <message>
        <location filename="../core/places/checks/territory.py"/>
        <source>The code is that of {name}, and the town written is {city}: one of them is wrong.</source>
        <translation>Le code est celui de {name}, et la ville écrite est {city} : l’un des deux est faux.</translation>
    </message>
    <message>
        <location filename="../core/places/checks/territory.py"/>
        <source>The commune code is missing. The commune around the point: {name}.</source>
        <translation>Le code commune manque. Commune où se trouve le point : {name}.</translation>
    </message>
    <message>
        <location filename="../core/places/checks/territory.py"/>
        <source>The commune code is missing. The town written is {city}, but the point lies in {name}: one of them is wrong, or spelt in another way.</source>
        <translation>Le code commune manque. La ville indiquée est {city}, mais le point se trouve dans celle-ci : {name}. L’une des deux est fausse, ou orthographiée autrement.</translation>
    </message>
    <message>
        <location filename="../core/places/checks/territory.py"/>
        <source>The commune polygons cover only a part of the département {departement}; its places whose position or commune code could not be checked: {count}.</source>
        <translation>Les polygones des communes ne couvrent qu’une partie du département {departement} ; lieux de ce département dont la position ou le code de commune n’a pas pu être contrôlé : {count}.</translation>
    </message>
    <message>
        <location filename="../core/places/checks/territory.py"/>
        <source>The commune polygons do not cover the département {departement}; its places whose position could not be checked: {count}.</source>
        <translation>Les polygones des communes ne couvrent pas le département {departement} ; lieux de ce département dont la position n’a pas pu être contrôlée : {count}.</translation>
    </message>
    <message numerus="yes">
        <location filename="../core/places/checks/territory.py"/>
        <source>The point is the exact middle of the commune {name}, like that of {n} places in all: a default position. Geocode the address, or move the point.</source>
        <translation>
            <numerusform>Le point est le centre exact de la commune {name}, comme pour {n} lieu en tout : une position par défaut. Géocodez l’adresse, ou déplacez le point.</numerusform>
            <numerusform>Le point est le centre exact de la commune {name}, comme pour {n} lieux en tout : une position par défaut. Géocodez l’adresse, ou déplacez le point.</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../core/places/checks/territory.py"/>
        <source>The point lies in another commune: {name}.</source>
        <translation>Le point se trouve dans une autre commune : {name}.</translation>
    </message>
    <message>
        <location filename="../core/places/checks/territory.py"/>
        <source>The point lies in {here}, {distance} outside the declared commune {name}.</source>
        <translation>Le point est dans {here}, à {distance} de la commune déclarée {name}.</translation>
    </message>
    <message>
        <location filename="../core/places/checks/territory.py"/>
        <source>The point lies {distance} outside the declared commune {name}.</source>
        <translation>Le point est à {distance} hors de la commune déclarée, {name}.</translation>
    </message>
    <message>
        <location filename="../core/places/checks/territory.py"/>
        <source>The point lies {distance} outside the declared département {departement}.</source>
        <translation>Le point se trouve hors du département déclaré ({departement}), à {distance}.</translation>
    </message>
    <message>
        <location filename="../core/places/checks/territory.py"/>
        <source>The point lies {distance} outside the département of the postal code {postcode}.</source>
        <translation>Le point est à {distance} du département du code postal {postcode}.</translation>
    </message>
    <message>
        <location filename="../core/places/checks/unread_hours.py"/>
        <source>The opening hours cannot be read. They stay as they are written.</source>
        <translation>Les horaires d’ouverture ne peuvent pas être lus. Ils restent tels qu’ils sont écrits.</translation>
    </message>
    <message>
        <location filename="../core/places/checks/unread_hours.py"/>
        <source>The opening hours of this day cannot be read. They stay as they are written.</source>
        <translation>Les horaires de ce jour ne peuvent pas être lus. Ils restent tels qu’ils sont écrits.</translation>
    </message>
    <message>
        <location filename="../core/places/checks/unread_hours.py"/>
        <source>These hours are read as they stand, though few places open at such a minute. Check whether two spans were meant.</source>
        <translation>Ces horaires sont lus tels quels, alors que peu de lieux ouvrent à une telle minute. Vérifiez si deux plages étaient voulues.</translation>
    </message>
    <message>
        <location filename="../core/places/checks/unread_itinerance.py"/>
        <source>Whether the place is itinerant cannot be read from this cell. Write “oui” or “non”, “Itinérant” or “Fixe”.</source>
        <translation>Cette cellule ne permet pas de savoir si le lieu est itinérant. Écrivez « oui » ou « non », « Itinérant » ou « Fixe ».</translation>
    </message>
    <message>
        <location filename="../core/places/checks/update_dates.py"/>
        <source>Places with a date that have not been updated for more than {months}: {count} of {dated}, the oldest date: {first}.</source>
        <translation>Lieux datés qui n’ont pas été mis à jour depuis plus de {months} : {count} sur {dated} ; la date la plus ancienne : {first}.</translation>
    </message>
    <message>
        <location filename="../core/places/checks/update_dates.py"/>
        <source>The date cannot be read. Write it as 2023-01-31, or “janvier 2023”.</source>
        <translation>La date est illisible. Écrivez-la sous la forme 2023-01-31 ou « janvier 2023 ».</translation>
    </message>
    <message>
        <location filename="../core/places/checks/update_dates.py"/>
        <source>The date is still to come.</source>
        <translation>La date est encore à venir.</translation>
    </message>
    <message>
        <location filename="../core/places/checks/update_dates.py"/>
        <source>The date is the number of a day, as spreadsheets count them inside. Format the cell as a date, or accept the date proposed.</source>
        <translation>La date est un numéro de jour, comme les tableurs les comptent en interne. Donnez à la cellule un format de date, ou acceptez la date proposée.</translation>
    </message>
    <message>
        <location filename="../core/places/checks/update_dates.py"/>
        <source>The dates are written in two orders, as {day_first} and {month_first} show. Those that can be read both ways were not read: {count}.</source>
        <translation>Les dates sont écrites dans deux ordres, comme le montrent {day_first} et {month_first}. Celles qui peuvent se lire des deux façons n’ont pas été lues : {count}.</translation>
    </message>
    <message>
        <location filename="../core/places/checks/update_dates.py"/>
        <source>The dates are written with the month first, as {example} shows, and were read so.</source>
        <translation>Les dates commencent par le mois, comme le montre {example}, et ont été lues ainsi.</translation>
    </message>
    <message>
        <location filename="../core/places/checks/update_dates.py"/>
        <source>The dates have times with AM or PM, beside which the month often stands first, and no date shows it. Those that can be read both ways were not read: {count}.</source>
        <translation>Les dates portent des heures avec AM ou PM, auprès desquelles le mois vient souvent en premier, et aucune date ne le montre. Celles qui peuvent se lire des deux façons n’ont pas été lues : {count}.</translation>
    </message>
    <message>
        <location filename="../core/places/checks/update_dates.py"/>
        <source>The day and the month may be either way around. Write the date as 2023-01-31.</source>
        <translation>Le jour et le mois peuvent être dans un ordre ou dans l’autre. Écrivez la date sous la forme 2023-01-31.</translation>
    </message>
    <message>
        <location filename="../core/places/checks/update_dates.py"/>
        <source>The place has not been updated for more than {months}.</source>
        <translation>Le lieu n’a pas été mis à jour depuis plus de {months}.</translation>
    </message>
    <message>
        <location filename="../core/places/checks/update_dates.py"/>
        <source>There is no such day in the calendar. Write the date as 2023-01-31.</source>
        <translation>Ce jour n’existe pas dans le calendrier. Écrivez la date sous la forme 2023-01-31.</translation>
    </message>
    <message>
        <location filename="../core/places/checks/update_dates.py"/>
        <source>This is the day zero of computers, written where a date was not known.</source>
        <translation>C’est la date que des logiciels écrivent quand ils n’en connaissent pas.</translation>
    </message>
    <message numerus="yes">
        <location filename="../core/places/checks/update_dates.py"/>
        <source>{n} months</source>
        <translation>
            <numerusform>{n} mois</numerusform>
            <numerusform>{n} mois</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../core/places/recognising/guessing.py"/>
        <source>Its cells are positions, {share} of them in France.</source>
        <translation>Ses cellules sont des positions, dont {share} en France.</translation>
    </message>
    <message>
        <location filename="../core/places/recognising/guessing.py"/>
        <source>The name of the column says so, and {share} of its values are {what}.</source>
        <translation>Le nom de la colonne le dit, et {share} de ses valeurs sont {what}.</translation>
    </message>
    <message>
        <location filename="../core/places/recognising/guessing.py"/>
        <source>The name of the column says so, but only {share} of its values are {what}.</source>
        <translation>Le nom de la colonne le dit, mais seulement {share} de ses valeurs sont {what}.</translation>
    </message>
    <message>
        <location filename="../core/places/recognising/guessing.py"/>
        <source>The name of the column says so.</source>
        <translation>Le nom de la colonne le dit.</translation>
    </message>
    <message>
        <location filename="../core/places/recognising/guessing.py"/>
        <source>The name of the column says so; the column is empty.</source>
        <translation>Le nom de la colonne le dit ; la colonne est vide.</translation>
    </message>
    <message>
        <location filename="../core/places/recognising/guessing.py"/>
        <source>Together the two columns make points, {share} of them in France.</source>
        <translation>À elles deux, les colonnes forment des points, dont {share} en France.</translation>
    </message>
    <message numerus="yes">
        <location filename="../core/places/recognising/guessing.py"/>
        <source>{n} columns are named after the days of the week.</source>
        <translation>
            <numerusform>{n} colonne porte le nom des jours de la semaine.</numerusform>
            <numerusform>{n} colonnes portent le nom des jours de la semaine.</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../core/places/recognising/guessing.py"/>
        <source>{share} of its values are {what}, whatever its name says.</source>
        <translation>{share} de ses valeurs sont {what}, quoi que dise son nom.</translation>
    </message>
    <message>
        <location filename="../core/places/recognising/looks.py"/>
        <source>codes of départements</source>
        <translation>des codes de départements</translation>
    </message>
    <message>
        <location filename="../core/places/recognising/looks.py"/>
        <source>commune codes</source>
        <translation>des codes de communes</translation>
    </message>
    <message>
        <location filename="../core/places/recognising/looks.py"/>
        <source>dates</source>
        <translation>des dates</translation>
    </message>
    <message>
        <location filename="../core/places/recognising/looks.py"/>
        <source>e-mail addresses</source>
        <translation>des adresses électroniques</translation>
    </message>
    <message>
        <location filename="../core/places/recognising/looks.py"/>
        <source>entries of the nomenclature ({title})</source>
        <translation>des entrées de la nomenclature ({title})</translation>
    </message>
    <message>
        <location filename="../core/places/recognising/looks.py"/>
        <source>names of streets</source>
        <translation>des noms de rues</translation>
    </message>
    <message>
        <location filename="../core/places/recognising/looks.py"/>
        <source>opening hours as OpenStreetMap writes them</source>
        <translation>des horaires dans la syntaxe d’OpenStreetMap</translation>
    </message>
    <message>
        <location filename="../core/places/recognising/looks.py"/>
        <source>phone numbers</source>
        <translation>des numéros de téléphone</translation>
    </message>
    <message>
        <location filename="../core/places/recognising/looks.py"/>
        <location filename="../core/territories/joining/columns.py"/>
        <source>postcodes</source>
        <translation>des codes postaux</translation>
    </message>
    <message>
        <location filename="../core/places/recognising/looks.py"/>
        <source>web addresses</source>
        <translation>des adresses web</translation>
    </message>
    <message>
        <location filename="../core/places/recognising/looks.py"/>
        <source>words</source>
        <translation>des mots</translation>
    </message>
    <message>
        <location filename="../core/places/recognising/looks.py"/>
        <source>yes or no</source>
        <translation>des oui ou des non</translation>
    </message>
    <message>
        <location filename="../core/places/recognising/mapping.py"/>
        <source>The mapping names columns that {file} does not have: {lacking}. Its columns are: {found}. Correct the mapping, or choose the file it was made for.</source>
        <translation>La correspondance nomme des colonnes que {file} n’a pas : {lacking}. Ses colonnes sont : {found}. Corrigez la correspondance, ou choisissez le fichier pour lequel elle a été faite.</translation>
    </message>
    <message>
        <location filename="../core/places/recognising/mapping.py"/>
        <source>The mapping {path} cannot be used: {reason}. Correct the file; the help of this step shows what it looks like.</source>
        <translation>La correspondance {path} ne peut pas servir : {reason}. Corrigez le fichier ; l’aide de cette étape montre sa forme.</translation>
    </message>
    <message>
        <location filename="../core/places/recognising/mapping.py"/>
        <source>it gives no column for “name”, the name of the places</source>
        <translation>elle ne donne pas de colonne pour « name », le nom des lieux</translation>
    </message>
    <message>
        <location filename="../core/places/recognising/mapping.py"/>
        <source>it gives one of {pair} without the other</source>
        <translation>elle donne l’un de {pair} sans l’autre</translation>
    </message>
    <message>
        <location filename="../core/places/recognising/mapping.py"/>
        <source>it has no object “columns”</source>
        <translation>elle n’a pas d’objet « columns »</translation>
    </message>
    <message>
        <location filename="../core/places/recognising/mapping.py"/>
        <source>it has “{name}”, which means nothing</source>
        <translation>elle contient « {name} », qui ne veut rien dire</translation>
    </message>
    <message>
        <location filename="../core/places/recognising/mapping.py"/>
        <source>its “separator” is no text</source>
        <translation>son « separator » n’est pas un texte</translation>
    </message>
    <message>
        <location filename="../core/places/recognising/mapping.py"/>
        <source>the field “{name}” is none of {known}</source>
        <translation>le champ « {name} » n’est pas l’un de {known}</translation>
    </message>
    <message numerus="yes">
        <location filename="../core/places/recognising/mapping.py"/>
        <source>“hours” gives {n} columns: give one in OpenStreetMap's syntax, or seven from Monday on (fourteen where mornings and afternoons are apart), with an empty text for a day without a column</source>
        <translation>
            <numerusform>« hours » donne {n} colonne : donnez-en une dans la syntaxe d’OpenStreetMap, ou sept à partir du lundi (quatorze quand matins et après-midi sont séparés), avec un texte vide pour un jour sans colonne</numerusform>
            <numerusform>« hours » donne {n} colonnes : donnez-en une dans la syntaxe d’OpenStreetMap, ou sept à partir du lundi (quatorze quand matins et après-midi sont séparés), avec un texte vide pour un jour sans colonne</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../core/places/recognising/mapping.py"/>
        <source>“{name}” gives neither a column's name nor a list of names</source>
        <translation>« {name} » ne donne ni le nom d’une colonne ni une liste de noms</translation>
    </message>
    <message>
        <location filename="../core/places/recognising/recognition.py"/>
        <source>Positions: from the column {column}.</source>
        <translation>Positions : d’après la colonne {column}.</translation>
    </message>
    <message>
        <location filename="../core/places/recognising/recognition.py"/>
        <source>Read as {schema}, as asked, version {version}: {found} of its {columns}{signs}.</source>
        <translation>Lu comme {schema}, à votre demande, version {version} : {found} de ses {columns}{signs}.</translation>
    </message>
    <message>
        <location filename="../core/places/recognising/recognition.py"/>
        <source>Read with a mapping. Columns used: {given} of {count}.</source>
        <translation>Lu avec une correspondance. Colonnes utilisées : {given} sur {count}.</translation>
    </message>
    <message>
        <location filename="../core/places/recognising/recognition.py"/>
        <source>Recognised as {schema}, version {version}: {found} of its {columns}{signs}.</source>
        <translation>Reconnu comme {schema}, version {version} : {found} de ses {columns}{signs}.</translation>
    </message>
    <message>
        <location filename="../core/places/recognising/recognition.py"/>
        <source>a table with its own column names</source>
        <translation>un tableau qui a ses propres noms de colonnes</translation>
    </message>
    <message>
        <location filename="../core/places/recognising/recognition.py"/>
        <source>the RhinOcc census</source>
        <translation>le recensement RhinOcc</translation>
    </message>
    <message>
        <location filename="../core/places/recognising/recognition.py"/>
        <source>the data·inclusion schema</source>
        <translation>le schéma data·inclusion</translation>
    </message>
    <message>
        <location filename="../core/places/recognising/recognition.py"/>
        <source>the list of France Services</source>
        <translation>la liste des France Services</translation>
    </message>
    <message>
        <location filename="../core/places/recognising/recognition.py"/>
        <source>the list of conseillers numériques</source>
        <translation>la liste des conseillers numériques</translation>
    </message>
    <message>
        <location filename="../core/places/recognising/recognition.py"/>
        <source>the national schema</source>
        <translation>le standard national</translation>
    </message>
    <message>
        <location filename="../core/places/recognising/recognition.py"/>
        <source>{file} cannot be read as {schema}: it lacks the column {lacking}. Columns found: {found}. Choose another schema, or give a mapping of its own column names.</source>
        <translation>{file} ne peut pas être lu comme {schema} : il y manque la colonne {lacking}. Colonnes trouvées : {found}. Choisissez un autre schéma, ou donnez une correspondance de ses colonnes.</translation>
    </message>
    <message>
        <location filename="../core/places/recognising/recognition.py"/>
        <source>{file} is no census of a known schema ({schemas}). Columns found: {found}. To read it, save the mapping below as a JSON file, correct it where it is wrong, and give it as MAPPING:
{proposal}</source>
        <translation>{file} n’est pas un recensement d’un schéma connu ({schemas}). Colonnes trouvées : {found}. Pour le lire, enregistrez la correspondance ci-dessous dans un fichier JSON, corrigez-la où elle est fausse, et donnez-la comme MAPPING :
{proposal}</translation>
    </message>
    <message>
        <location filename="../core/places/recognising/recognition.py"/>
        <source>{file} is no census of a known schema. Columns looked for: {wanted}. Columns found: {found}. Check the file, its sheet and its separator; the names of the columns must stand in the first line.</source>
        <translation>{file} n’est pas un recensement d’un schéma connu. Colonnes cherchées : {wanted}. Colonnes trouvées : {found}. Vérifiez le fichier, sa feuille et son séparateur ; les noms des colonnes doivent figurer sur la première ligne.</translation>
    </message>
    <message numerus="yes">
        <location filename="../core/places/recognising/recognition.py"/>
        <source>{n} columns</source>
        <translation>
            <numerusform>{n} colonne</numerusform>
            <numerusform>{n} colonnes</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../core/places/recognising/signs.py"/>
        <source>codes of the nomenclature in {column}</source>
        <translation>codes de la nomenclature dans {column}</translation>
    </message>
    <message>
        <location filename="../core/places/recognising/signs.py"/>
        <source>codes written as {example} in {column}</source>
        <translation>codes écrits comme {example} dans {column}</translation>
    </message>
    <message>
        <location filename="../core/places/recognising/signs.py"/>
        <source>establishment numbers in {column}</source>
        <translation>numéros d’établissement dans {column}</translation>
    </message>
    <message>
        <location filename="../core/places/recognising/signs.py"/>
        <source>labels of the national standard in {column}</source>
        <translation>libellés du standard national dans {column}</translation>
    </message>
    <message>
        <location filename="../core/places/recognising/signs.py"/>
        <source>lists in {column}</source>
        <translation>des listes dans {column}</translation>
    </message>
    <message>
        <location filename="../core/places/recognising/signs.py"/>
        <source>opening hours as OpenStreetMap writes them in {column}</source>
        <translation>horaires dans la syntaxe d’OpenStreetMap dans {column}</translation>
    </message>
    <message>
        <location filename="../core/places/recognising/signs.py"/>
        <source>opening hours in {first} to {last}</source>
        <translation>horaires de {first} à {last}</translation>
    </message>
    <message>
        <location filename="../core/places/recognising/signs.py"/>
        <source>values joined by {separator}</source>
        <translation>valeurs séparées par {separator}</translation>
    </message>
    <message>
        <location filename="../core/places/report.py"/>
        <source>,</source>
        <translation>;</translation>
    </message>
    <message>
        <location filename="../core/places/report.py"/>
        <location filename="../core/places/titles.py"/>
        <source>Check</source>
        <translation>Contrôle</translation>
    </message>
    <message>
        <location filename="../core/places/report.py"/>
        <source>Findings</source>
        <translation>Constats</translation>
    </message>
    <message numerus="yes">
        <location filename="../core/places/report.py"/>
        <source>Made on {day}. {n} findings.</source>
        <translation>
            <numerusform>Établi le {day}. {n} constat.</numerusform>
            <numerusform>Établi le {day}. {n} constats.</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../core/places/report.py"/>
        <source>Nothing was found.</source>
        <translation>Rien n’a été trouvé.</translation>
    </message>
    <message>
        <location filename="../core/places/report.py"/>
        <location filename="../ui/report_page.py"/>
        <source>Proposals</source>
        <translation>Propositions</translation>
    </message>
    <message>
        <location filename="../core/places/report.py"/>
        <source>Report on the census {file}</source>
        <translation>Rapport sur le recensement {file}</translation>
    </message>
    <message>
        <location filename="../core/places/report.py"/>
        <location filename="../core/places/titles.py"/>
        <source>Severity</source>
        <translation>Gravité</translation>
    </message>
    <message>
        <location filename="../core/places/report.py"/>
        <source>en</source>
        <translation>fr</translation>
    </message>
    <message>
        <location filename="../core/places/saving/edits.py"/>
        <source>Another row has this identifier: the new row has none. Give it its own.</source>
        <translation>Une autre ligne a cet identifiant : la nouvelle n’en a pas. Donnez-lui le sien.</translation>
    </message>
    <message>
        <location filename="../core/places/saving/edits.py"/>
        <source>Only the file's own column differs from the file, and is written: the file now reads “{value}”. If the layer was saved to this file before, load the file again.</source>
        <translation>Seule la colonne du fichier diffère du fichier, et elle est écrite : on lit maintenant « {value} » dans le fichier. Si la couche a déjà été enregistrée dans ce fichier, chargez-le de nouveau.</translation>
    </message>
    <message>
        <location filename="../core/places/saving/edits.py"/>
        <source>The cell also held words that are no code, which are replaced: {words}.</source>
        <translation>La cellule contenait aussi des mots qui ne sont pas des codes, et qui sont remplacés : {words}.</translation>
    </message>
    <message>
        <location filename="../core/places/saving/edits.py"/>
        <source>The feature says nothing that the file could hold.</source>
        <translation>L’entité ne dit rien que le fichier puisse contenir.</translation>
    </message>
    <message>
        <location filename="../core/places/saving/edits.py"/>
        <source>The field and the file's own column both say otherwise than the file. If the file was changed since it was loaded, that change is undone.</source>
        <translation>Le champ et la colonne d’origine disent tous deux autre chose que le fichier. Si le fichier a été modifié depuis son chargement, cette modification est annulée.</translation>
    </message>
    <message>
        <location filename="../core/places/saving/edits.py"/>
        <source>The field and the file's own column were both edited, and do not say the same.</source>
        <translation>Le champ et la colonne d’origine ont été modifiés tous les deux, et ne disent pas la même chose.</translation>
    </message>
    <message>
        <location filename="../core/places/saving/edits.py"/>
        <location filename="../core/places/saving/rendering.py"/>
        <source>The file has no column for it.</source>
        <translation>Le fichier n’a pas de colonne pour cela.</translation>
    </message>
    <message>
        <location filename="../core/places/saving/edits.py"/>
        <source>Written; the file now reads: “{value}”.</source>
        <translation>Écrit ; à la relecture, le fichier donne : « {value} ».</translation>
    </message>
    <message>
        <location filename="../core/places/saving/exporting.py"/>
        <source>No place can be written in this schema. {reason} A date for places that state none can be given.</source>
        <translation>Aucun lieu ne peut être écrit dans ce schéma. {reason} Une date peut être donnée pour les lieux qui n’en indiquent pas.</translation>
    </message>
    <message>
        <location filename="../core/places/saving/exporting.py"/>
        <source>The file's own column says it, and no field of the place does.</source>
        <translation>La colonne du fichier le dit, et aucun champ du lieu ne le dit.</translation>
    </message>
    <message>
        <location filename="../core/places/saving/exporting.py"/>
        <source>The layer holds no places: it has no field place_id, or no feature at all.</source>
        <translation>La couche ne contient pas de lieux : elle n’a pas de champ place_id, ou aucune entité.</translation>
    </message>
    <message>
        <location filename="../core/places/saving/exporting.py"/>
        <source>{output} must end in .csv: this schema is written as CSV.</source>
        <translation>{output} doit se terminer par .csv : ce schéma s’écrit en CSV.</translation>
    </message>
    <message>
        <location filename="../core/places/saving/exporting.py"/>
        <source>{text} is no date such as 2026-11-22.</source>
        <translation>{text} n’est pas une date comme 2026-11-22.</translation>
    </message>
    <message>
        <location filename="../core/places/saving/layertable.py"/>
        <source>The field {field} is called {cut} in the layer: a shapefile cuts names after 10 letters, and long texts. Edit the layer that “Load a census of places” made, or a copy of it saved as GeoPackage.</source>
        <translation>Le champ {field} s’appelle {cut} dans la couche : un shapefile coupe les noms après 10 lettres, et les textes longs. Modifiez la couche créée par « Charger un recensement de lieux », ou sa copie enregistrée en GeoPackage.</translation>
    </message>
    <message>
        <location filename="../core/places/saving/national.py"/>
        <source>The day is not known: the first of the month or year is written.</source>
        <translation>Le jour n’est pas connu : le premier du mois ou de l’année est écrit.</translation>
    </message>
    <message>
        <location filename="../core/places/saving/national.py"/>
        <source>The national schema does not accept this value: it is left out.</source>
        <translation>Le schéma national n’accepte pas cette valeur : elle est laissée de côté.</translation>
    </message>
    <message>
        <location filename="../core/places/saving/national.py"/>
        <source>The place is left out: the national schema wants {columns}, which it has not, or not in the right form.</source>
        <translation>Le lieu est laissé de côté : le schéma national exige {columns}, qu’il n’a pas, ou pas sous la bonne forme.</translation>
    </message>
    <message>
        <location filename="../core/places/saving/national.py"/>
        <source>The place states no date: the one that was given is written.</source>
        <translation>Le lieu n’indique pas de date : celle qui a été donnée est écrite.</translation>
    </message>
    <message>
        <location filename="../core/places/saving/rendering.py"/>
        <source>In this kind of census it is the same for every place, and is not written.</source>
        <translation>Dans ce type de recensement, la valeur est la même pour tous les lieux, et ne s’écrit pas.</translation>
    </message>
    <message>
        <location filename="../core/places/saving/rendering.py"/>
        <source>The file has no column for one of the days.</source>
        <translation>Le fichier n’a pas de colonne pour l’un des jours.</translation>
    </message>
    <message>
        <location filename="../core/places/saving/rendering.py"/>
        <source>These opening hours cannot be said in the seven columns of the days.</source>
        <translation>Ces horaires ne peuvent pas se dire dans les sept colonnes des jours.</translation>
    </message>
    <message>
        <location filename="../core/places/saving/rendering.py"/>
        <source>“{code}” cannot be said in this kind of census. {reason}</source>
        <translation>« {code} » ne peut pas se dire dans ce type de recensement. {reason}</translation>
    </message>
    <message>
        <location filename="../core/places/saving/save.py"/>
        <source>It names row {row}, which is another place in the file: it is appended.</source>
        <translation>Le lieu se réfère à la ligne {row}, qui est un autre lieu dans le fichier : il est ajouté à la fin.</translation>
    </message>
    <message>
        <location filename="../core/places/saving/save.py"/>
        <source>Its place was deleted from the layer.</source>
        <translation>Son lieu a été supprimé de la couche.</translation>
    </message>
    <message>
        <location filename="../core/places/saving/save.py"/>
        <source>Places that do not come from {file}: {count} of {total}. Choose the file they were loaded from.</source>
        <translation>Lieux qui ne viennent pas de {file} : {count} sur {total}. Choisissez le fichier dont ils ont été chargés.</translation>
    </message>
    <message>
        <location filename="../core/places/saving/save.py"/>
        <source>Rows of {file} have moved since it was loaded, and it has no identifiers: it cannot be told which rows some of the places are ({count}). Load the file again, and edit that layer.</source>
        <translation>Des lignes de {file} ont changé de place depuis son chargement, et il n’a pas d’identifiants : on ne peut dire quelles lignes sont celles de certains lieux ({count}). Chargez de nouveau le fichier et modifiez cette couche.</translation>
    </message>
    <message>
        <location filename="../core/places/saving/save.py"/>
        <source>Rows of {file} that the layer holds: {count} of {total}. So many rows are not removed: check that the layer is the right one and has no filter.</source>
        <translation>Lignes de {file} que contient la couche : {count} sur {total}. Tant de lignes ne sont pas retirées : vérifiez que la couche est la bonne et qu’elle n’a pas de filtre.</translation>
    </message>
    <message>
        <location filename="../core/places/saving/save.py"/>
        <source>The census is written as its source is: {output} must end in {ending}, as {file} does.</source>
        <translation>Le recensement s’écrit comme son fichier d’origine : {output} doit se terminer par {ending}, comme {file}.</translation>
    </message>
    <message>
        <location filename="../core/places/saving/save.py"/>
        <source>The layer has columns that {file} has not, and that are not written: {columns}. Make sure that it is the file the places were loaded from.</source>
        <translation>La couche a des colonnes que {file} n’a pas, et qui ne sont pas écrites : {columns}. Vérifiez que c’est bien le fichier d’où viennent les lieux.</translation>
    </message>
    <message>
        <location filename="../core/places/saving/save.py"/>
        <source>The layer has no field place_id: it is no layer of places made by Maillage.</source>
        <translation>La couche n’a pas de champ place_id : ce n’est pas une couche de lieux produite par Maillage.</translation>
    </message>
    <message>
        <location filename="../core/places/saving/save.py"/>
        <source>The row has no place in the layer, and stays: rows of the file have moved since it was loaded, so that it may be new.</source>
        <translation>La ligne n’a pas de lieu dans la couche, et reste : des lignes du fichier ont bougé depuis son chargement, elle est donc peut-être nouvelle.</translation>
    </message>
    <message>
        <location filename="../core/places/schemas/schema.py"/>
        <source>There is no census schema “{name}”. Choose one of: auto, {names}.</source>
        <translation>Il n’y a pas de schéma de recensement « {name} ». Choisissez parmi : auto, {names}.</translation>
    </message>
    <message>
        <location filename="../core/places/titles.py"/>
        <source>Access conditions</source>
        <translation>Conditions d’accès</translation>
    </message>
    <message>
        <location filename="../core/places/titles.py"/>
        <source>Address</source>
        <translation>Adresse</translation>
    </message>
    <message>
        <location filename="../core/places/titles.py"/>
        <source>Applied</source>
        <translation>Appliquée</translation>
    </message>
    <message>
        <location filename="../core/places/titles.py"/>
        <source>Département</source>
        <translation>Département</translation>
    </message>
    <message>
        <location filename="../core/places/titles.py"/>
        <source>E-mail</source>
        <translation>Courriel</translation>
    </message>
    <message>
        <location filename="../core/places/titles.py"/>
        <source>Error</source>
        <translation>Erreur</translation>
    </message>
    <message>
        <location filename="../core/places/titles.py"/>
        <source>Errors</source>
        <translation>Erreurs</translation>
    </message>
    <message>
        <location filename="../core/places/titles.py"/>
        <location filename="../ui/review_page.py"/>
        <source>Field</source>
        <translation>Champ</translation>
    </message>
    <message>
        <location filename="../core/places/titles.py"/>
        <source>INSEE code</source>
        <translation>Code INSEE</translation>
    </message>
    <message>
        <location filename="../core/places/titles.py"/>
        <source>Identifier</source>
        <translation>Identifiant</translation>
    </message>
    <message>
        <location filename="../core/places/titles.py"/>
        <source>Itinerant</source>
        <translation>Itinérant</translation>
    </message>
    <message>
        <location filename="../core/places/titles.py"/>
        <source>Legal nature</source>
        <translation>Nature juridique</translation>
    </message>
    <message>
        <location filename="../core/places/titles.py"/>
        <source>Message</source>
        <translation>Message</translation>
    </message>
    <message>
        <location filename="../core/places/titles.py"/>
        <location filename="../ui/mapping_page.py"/>
        <source>Opening hours</source>
        <translation>Horaires d’ouverture</translation>
    </message>
    <message>
        <location filename="../core/places/titles.py"/>
        <source>Origin of the position</source>
        <translation>Origine de la position</translation>
    </message>
    <message>
        <location filename="../core/places/titles.py"/>
        <location filename="../ui/report_model.py"/>
        <location filename="../ui/whatif/contents.py"/>
        <source>Place</source>
        <translation>Lieu</translation>
    </message>
    <message>
        <location filename="../core/places/titles.py"/>
        <source>Position</source>
        <translation>Position</translation>
    </message>
    <message>
        <location filename="../core/places/titles.py"/>
        <source>Postcode</source>
        <translation>Code postal</translation>
    </message>
    <message>
        <location filename="../core/places/titles.py"/>
        <source>Proposal</source>
        <translation>Proposition</translation>
    </message>
    <message>
        <location filename="../core/places/titles.py"/>
        <source>Publics</source>
        <translation>Publics</translation>
    </message>
    <message>
        <location filename="../core/places/titles.py"/>
        <source>Remark</source>
        <translation>Remarque</translation>
    </message>
    <message>
        <location filename="../core/places/titles.py"/>
        <source>Remarks</source>
        <translation>Remarques</translation>
    </message>
    <message>
        <location filename="../core/places/titles.py"/>
        <source>Row</source>
        <translation>Ligne</translation>
    </message>
    <message>
        <location filename="../core/places/titles.py"/>
        <source>Source</source>
        <translation>Source</translation>
    </message>
    <message>
        <location filename="../core/places/titles.py"/>
        <source>Themes</source>
        <translation>Thématiques</translation>
    </message>
    <message>
        <location filename="../core/places/titles.py"/>
        <source>Type of place</source>
        <translation>Type de lieu</translation>
    </message>
    <message>
        <location filename="../core/places/titles.py"/>
        <source>Updated on</source>
        <translation>Mis à jour le</translation>
    </message>
    <message>
        <location filename="../core/places/titles.py"/>
        <source>Value</source>
        <translation>Valeur</translation>
    </message>
    <message>
        <location filename="../core/places/titles.py"/>
        <source>Warning</source>
        <translation>Avertissement</translation>
    </message>
    <message>
        <location filename="../core/places/titles.py"/>
        <source>Warnings</source>
        <translation>Avertissements</translation>
    </message>
    <message>
        <location filename="../core/places/titles.py"/>
        <source>Website</source>
        <translation>Site web</translation>
    </message>
    <message>
        <location filename="../core/publishing/folder.py"/>
        <source>Cannot write {path}: a folder has this name. Rename it or choose another output folder.</source>
        <translation>Impossible d’écrire {path} : un dossier porte ce nom. Renommez-le ou choisissez un autre dossier de sortie.</translation>
    </message>
    <message>
        <location filename="../core/territories/cell_numbers.py"/>
        <source>{layer}: the field {field} holds “{value}”, which may be {whole}, or {units} and decimals. Write the inhabitants without any separator, or round them.</source>
        <translation>{layer} : le champ {field} contient « {value} », qui peut valoir {whole}, ou {units} et des décimales. Écrivez les habitants sans aucun séparateur, ou arrondissez-les.</translation>
    </message>
    <message>
        <location filename="../core/territories/cell_numbers.py"/>
        <source>{table}, row {row}: the column {column} holds “{value}”, which is no number. Correct it, or leave the cell empty where the figure is unknown.</source>
        <translation>{table}, ligne {row} : la colonne {column} contient « {value} », qui n’est pas un nombre. Corrigez-le, ou laissez la cellule vide là où le chiffre est inconnu.</translation>
    </message>
    <message>
        <location filename="../core/territories/cell_numbers.py"/>
        <source>{table}, row {row}: the population in the column {column} is “{value}”. Give a number from 0 up, or leave the cell empty where it is unknown.</source>
        <translation>{table}, ligne {row} : la population dans la colonne {column} est « {value} ». Donnez un nombre à partir de 0, ou laissez la cellule vide là où elle est inconnue.</translation>
    </message>
    <message>
        <location filename="../core/territories/cell_numbers.py"/>
        <source>{table}: the column {column} counts no inhabitant. Choose another field.</source>
        <translation>{table} : la colonne {column} ne compte aucun habitant. Choisissez un autre champ.</translation>
    </message>
    <message>
        <location filename="../core/territories/explaining.py"/>
        <source>, counted {weight} times</source>
        <translation>, comptés {weight} fois</translation>
    </message>
    <message>
        <location filename="../core/territories/explaining.py"/>
        <source>a higher value is more fragile</source>
        <translation>une valeur plus élevée est plus fragile</translation>
    </message>
    <message>
        <location filename="../core/territories/explaining.py"/>
        <source>a lower value is more fragile</source>
        <translation>une valeur plus basse est plus fragile</translation>
    </message>
    <message>
        <location filename="../core/territories/explaining.py"/>
        <source>what is missing is fragile</source>
        <translation>ce qui manque est fragile</translation>
    </message>
    <message>
        <location filename="../core/territories/explaining.py"/>
        <source>{axis}: unknown, since one of its parts is.</source>
        <translation>{axis} : inconnu, puisqu’une de ses parties l’est.</translation>
    </message>
    <message>
        <location filename="../core/territories/explaining.py"/>
        <source>{axis}: {total} points / {divisor} = {score}</source>
        <translation>{axis} : {total} points / {divisor} = {score}</translation>
    </message>
    <message>
        <location filename="../core/territories/explaining.py"/>
        <source>{name} ({code})</source>
        <translation>{name} ({code})</translation>
    </message>
    <message>
        <location filename="../core/territories/explaining.py"/>
        <source>{territory}, {method}: {score}. A higher score is more fragile.</source>
        <translation>{territory}, {method} : {score}. Un score plus élevé est plus fragile.</translation>
    </message>
    <message>
        <location filename="../core/territories/explaining.py"/>
        <source>– {axis}: {points} points</source>
        <translation>– {axis} : {points} points</translation>
    </message>
    <message>
        <location filename="../core/territories/explaining.py"/>
        <source>– {variable}: no number in the table, counted as 0 points</source>
        <translation>– {variable} : aucun nombre dans la table, compté pour 0 point</translation>
    </message>
    <message>
        <location filename="../core/territories/explaining.py"/>
        <source>– {variable}: no number in the table, so unknown</source>
        <translation>– {variable} : aucun nombre dans la table, donc inconnu</translation>
    </message>
    <message>
        <location filename="../core/territories/explaining.py"/>
        <source>– {variable}: {formula} = {coefficient}, so {points} points</source>
        <translation>– {variable} : {formula} = {coefficient}, donc {points} points</translation>
    </message>
    <message>
        <location filename="../core/territories/explaining.py"/>
        <source>– {variable}: {formula}, not above 0, so 0 points</source>
        <translation>– {variable} : {formula}, pas au-dessus de 0, donc 0 point</translation>
    </message>
    <message>
        <location filename="../core/territories/fragility.py"/>
        <source>The axis {axis} has the name of the code column of {table}. Give it another.</source>
        <translation>L’axe {axis} porte le nom de la colonne de code de {table}. Donnez-lui-en un autre.</translation>
    </message>
    <message>
        <location filename="../core/territories/fragility.py"/>
        <source>{codes} have no score. Give codes as they stand in the indicators, such as {known}.</source>
        <translation>{codes} : pas de score. Donnez des codes tels qu’ils figurent dans les indicateurs, par exemple {known}.</translation>
    </message>
    <message>
        <location filename="../core/territories/fragility.py"/>
        <source>{table} lacks the indicators {missing}. Its columns are: {columns}.</source>
        <translation>Il manque à {table} les indicateurs {missing}. Ses colonnes sont : {columns}.</translation>
    </message>
    <message>
        <location filename="../core/territories/fragility.py"/>
        <source>{table}, row {row}: the column {column} is empty. Give each territory its code.</source>
        <translation>{table}, ligne {row} : la colonne {column} est vide. Donnez à chaque territoire son code.</translation>
    </message>
    <message>
        <location filename="../core/territories/fragility.py"/>
        <source>{table}: cells of the column {column} that hold no number: {count} of {total}, the first in row {row}: “{value}”. Check how the file was saved.</source>
        <translation>{table} : cellules de la colonne {column} qui ne contiennent pas de nombre : {count} sur {total}, la première à la ligne {row} : « {value} ». Vérifiez la façon dont le fichier a été enregistré.</translation>
    </message>
    <message>
        <location filename="../core/territories/fragility.py"/>
        <source>{table}: indicators are not in the unit of their method, so that nothing was scored. {columns} Then run again.</source>
        <translation>{table} : des indicateurs ne sont pas dans l’unité de leur méthode, et aucun score n’a été calculé. {columns} Relancez ensuite.</translation>
    </message>
    <message>
        <location filename="../core/territories/fragility.py"/>
        <source>{table}: the code {code} stands in several rows of the column {column}. Keep one row per territory.</source>
        <translation>{table} : le code {code} figure sur plusieurs lignes de la colonne {column}. Gardez une seule ligne par territoire.</translation>
    </message>
    <message>
        <location filename="../core/territories/fragility_words.py"/>
        <source>{code}: {variable} holds “{text}”, counted as 0 points.</source>
        <translation>{code} : {variable} contient « {text} », compté pour 0 point.</translation>
    </message>
    <message>
        <location filename="../core/territories/fragility_words.py"/>
        <source>{code}: {variable} is empty, so that scores made of it are unknown.</source>
        <translation>{code} : {variable} est vide, si bien que les scores qui en dépendent sont inconnus.</translation>
    </message>
    <message numerus="yes">
        <location filename="../core/territories/fragility_words.py"/>
        <source>{variable}: compared with {value}, the {word} of {n} territories.</source>
        <translation>
            <numerusform>{variable} : comparé à {value}, la {word} de {n} territoire.</numerusform>
            <numerusform>{variable} : comparé à {value}, la {word} de {n} territoires.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../core/territories/fragility_words.py"/>
        <source>… and {n} others.</source>
        <translation>
            <numerusform>… et {n} autre.</numerusform>
            <numerusform>… et {n} autres.</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../core/territories/joining/columns.py"/>
        <source>in several rows each</source>
        <translation>sur plusieurs lignes chacun</translation>
    </message>
    <message>
        <location filename="../core/territories/joining/columns.py"/>
        <source>no codes of the same kind</source>
        <translation>pas des codes de même nature</translation>
    </message>
    <message>
        <location filename="../core/territories/joining/columns.py"/>
        <source>{column} (such as {code}: {reason})</source>
        <translation>{column} (par exemple {code} : {reason})</translation>
    </message>
    <message>
        <location filename="../core/territories/joining/columns.py"/>
        <source>{index} has no column with the codes of {layer} ({field}, such as {code}). Looked at: {columns}. Names are never matched, for many territories share one: give the table a column of codes, one row each, or choose one (INDEX_CODE_FIELD).</source>
        <translation>{index} n’a pas de colonne avec les codes de {layer} ({field}, par exemple {code}). Colonnes regardées : {columns}. Les noms ne servent jamais à rapprocher, car bien des territoires portent le même : donnez au tableau une colonne de codes, une ligne par code, ou choisissez-en une (INDEX_CODE_FIELD).</translation>
    </message>
    <message>
        <location filename="../core/territories/joining/columns.py"/>
        <source>{layer} has no column of codes. Its columns are: {columns}. Add the official code of each territory.</source>
        <translation>{layer} n’a pas de colonne de codes. Ses colonnes sont : {columns}. Ajoutez le code officiel de chaque territoire.</translation>
    </message>
    <message numerus="yes">
        <location filename="../core/territories/joining/columns.py"/>
        <source>{n} codes shared</source>
        <translation>
            <numerusform>{n} code en commun</numerusform>
            <numerusform>{n} codes en commun</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../core/territories/joining/columns.py"/>
        <source>{table} has no column of scores. Its columns are: {columns}.</source>
        <translation>{table} n’a pas de colonne de scores. Ses colonnes sont : {columns}.</translation>
    </message>
    <message>
        <location filename="../core/territories/joining/columns.py"/>
        <source>{table} has several columns of numbers: {columns}. Choose those of the index (INDEX_FIELDS), the main score first.</source>
        <translation>{table} a plusieurs colonnes de nombres : {columns}. Choisissez celles de l’indice (INDEX_FIELDS), le score principal en premier.</translation>
    </message>
    <message>
        <location filename="../core/territories/joining/columns.py"/>
        <source>{table}: most cells of the column {column} hold no number (such as “{value}”). Choose columns of scores.</source>
        <translation>{table} : la plupart des cellules de la colonne {column} ne contiennent pas de nombre (par exemple « {value} »). Choisissez des colonnes de scores.</translation>
    </message>
    <message>
        <location filename="../core/territories/joining/commune_mergers.py"/>
        <source>{table} does not say which territory replaced another: it needs a column “remplacee_par” beside the old codes. Its columns are: {columns}.</source>
        <translation>{table} ne dit pas quel territoire en a remplacé un autre : il faut une colonne « remplacee_par » à côté des anciens codes. Ses colonnes sont : {columns}.</translation>
    </message>
    <message>
        <location filename="../core/territories/joining/commune_mergers.py"/>
        <source>{table}: the codes {codes} replace each other in a circle. Correct them.</source>
        <translation>{table} : les codes {codes} se remplacent en cercle. Corrigez-les.</translation>
    </message>
    <message>
        <location filename="../core/territories/joining/doubts.py"/>
        <source>{column}: values from {low} to {high}, {mean} in the mean, which are not those of {scale}, though the column has its name. Check how they were computed.</source>
        <translation>{column} : des valeurs de {low} à {high}, {mean} en moyenne, qui ne sont pas celles de {scale}, dont la colonne porte pourtant le nom. Vérifiez comment elles ont été calculées.</translation>
    </message>
    <message>
        <location filename="../core/territories/joining/join.py"/>
        <source>{table}: nothing tells whether a higher {column} is more fragile. Say so: HIGHER_IS_FRAGILE is “yes” (higher is more fragile) or “no” (higher is less fragile). Recognised by themselves, under their own column names: {scales}.</source>
        <translation>{table} : rien ne dit si une valeur plus élevée de {column} est plus fragile. Indiquez-le : HIGHER_IS_FRAGILE vaut « yes » (plus élevé est plus fragile) ou « no » (plus élevé est moins fragile). Sont reconnus d’eux-mêmes, sous leurs propres noms de colonnes : {scales}.</translation>
    </message>
    <message>
        <location filename="../core/territories/joining/join.py"/>
        <source>{table}: the code {code} stands in several rows of the column {column} with different scores (rows {rows}). Keep one row per territory.</source>
        <translation>{table} : le code {code} figure sur plusieurs lignes de la colonne {column} avec des scores différents (lignes {rows}). Gardez une ligne par territoire.</translation>
    </message>
    <message>
        <location filename="../core/territories/joining/scales.py"/>
        <source>IFN V1 or Incub'O (base 100)</source>
        <translation>IFN V1 ou Incub’O (base 100)</translation>
    </message>
    <message>
        <location filename="../core/territories/joining/scales.py"/>
        <source>IFN V2 (about -10 to 10)</source>
        <translation>IFN V2 (environ −10 à 10)</translation>
    </message>
    <message>
        <location filename="../core/territories/joining/scales.py"/>
        <source>IFN V3 (1 to 10)</source>
        <translation>IFN V3 (1 à 10)</translation>
    </message>
    <message>
        <location filename="../core/territories/joining/unmatched_reasons.py"/>
        <source>Feature {number} has no code.</source>
        <translation>L’entité {number} n’a pas de code.</translation>
    </message>
    <message>
        <location filename="../core/territories/joining/unmatched_reasons.py"/>
        <source>It is an arrondissement of {code}, which is one territory here.</source>
        <translation>C’est un arrondissement de {code}, qui est ici un seul territoire.</translation>
    </message>
    <message>
        <location filename="../core/territories/joining/unmatched_reasons.py"/>
        <source>It is now part of {code}; its population is not known.</source>
        <translation>Elle fait maintenant partie de {code} ; sa population n’est pas connue.</translation>
    </message>
    <message>
        <location filename="../core/territories/joining/unmatched_reasons.py"/>
        <source>It merged into {code}, which is not among the territories.</source>
        <translation>Elle a fusionné dans {code}, qui n’est pas parmi les territoires.</translation>
    </message>
    <message>
        <location filename="../core/territories/joining/unmatched_reasons.py"/>
        <source>It seems to have lost its zero: {code} is a territory.</source>
        <translation>Ce code semble avoir perdu son zéro : {code} est un territoire.</translation>
    </message>
    <message>
        <location filename="../core/territories/joining/unmatched_reasons.py"/>
        <source>It took the place of {codes}, and not all their populations are known: the scores cannot be averaged. Give MERGED, or the index, a column of populations.</source>
        <translation>Elle a pris la place de {codes}, et toutes leurs populations ne sont pas connues : la moyenne des scores est impossible. Donnez à MERGED, ou à l’indice, une colonne de population.</translation>
    </message>
    <message>
        <location filename="../core/territories/joining/unmatched_reasons.py"/>
        <source>Its arrondissements are the territories here.</source>
        <translation>Ce sont ici ses arrondissements qui sont les territoires.</translation>
    </message>
    <message>
        <location filename="../core/territories/joining/unmatched_reasons.py"/>
        <source>No row of the index has this code.</source>
        <translation>Aucune ligne de l’indice n’a ce code.</translation>
    </message>
    <message>
        <location filename="../core/territories/joining/unmatched_reasons.py"/>
        <source>No territory has this code.</source>
        <translation>Aucun territoire n’a ce code.</translation>
    </message>
    <message>
        <location filename="../core/territories/joining/unmatched_reasons.py"/>
        <source>Row {row} has no code.</source>
        <translation>La ligne {row} n’a pas de code.</translation>
    </message>
    <message>
        <location filename="../core/territories/joining/unmatched_reasons.py"/>
        <source>The index has its arrondissements, not the whole commune.</source>
        <translation>L’indice a ses arrondissements, et non la commune entière.</translation>
    </message>
    <message>
        <location filename="../core/territories/joining/unmatched_reasons.py"/>
        <source>The index has the whole commune ({code}), not its arrondissements.</source>
        <translation>L’indice a la commune entière ({code}), et non ses arrondissements.</translation>
    </message>
    <message>
        <location filename="../core/territories/joining/unmatched_reasons.py"/>
        <source>The index holds no number for it in {column}.</source>
        <translation>L’indice n’a pas de nombre pour ce territoire dans {column}.</translation>
    </message>
    <message>
        <location filename="../core/territories/method.py"/>
        <location filename="../ui/steps.py"/>
        <source>An index of one's own</source>
        <translation>Un indice à soi</translation>
    </message>
    <message>
        <location filename="../core/territories/method.py"/>
        <location filename="../ui/steps.py"/>
        <source>Incub'O, corrected income</source>
        <translation>Incub’O, revenu corrigé</translation>
    </message>
    <message>
        <location filename="../core/territories/method.py"/>
        <location filename="../ui/steps.py"/>
        <source>Incub'O, official method</source>
        <translation>Incub’O, méthode officielle</translation>
    </message>
    <message>
        <location filename="../core/territories/method.py"/>
        <source>mean</source>
        <translation>moyenne</translation>
    </message>
    <message>
        <location filename="../core/territories/method.py"/>
        <source>mean weighted by population</source>
        <translation>moyenne pondérée par la population</translation>
    </message>
    <message>
        <location filename="../core/territories/method.py"/>
        <source>median</source>
        <translation>médiane</translation>
    </message>
    <message>
        <location filename="../core/territories/method.py"/>
        <source>median weighted by population</source>
        <translation>médiane pondérée par la population</translation>
    </message>
    <message>
        <location filename="../core/territories/method_file.py"/>
        <source>The weights</source>
        <translation>Les poids</translation>
    </message>
    <message>
        <location filename="../core/territories/method_file.py"/>
        <source>a number such as 0.172</source>
        <translation>un nombre tel que 0.172</translation>
    </message>
    <message>
        <location filename="../core/territories/method_file.py"/>
        <source>it has too many axes (at most: {most})</source>
        <translation>il a trop d’axes (au plus : {most})</translation>
    </message>
    <message>
        <location filename="../core/territories/method_file.py"/>
        <source>it has too many variables (at most: {most})</source>
        <translation>il a trop de variables (au plus : {most})</translation>
    </message>
    <message>
        <location filename="../core/territories/method_file.py"/>
        <source>it names no variable under “variables”</source>
        <translation>aucune variable n’est nommée sous « variables »</translation>
    </message>
    <message>
        <location filename="../core/territories/method_file.py"/>
        <source>its direction “missing” is that of a share, and its unit is “{unit}”</source>
        <translation>sa direction « missing » est celle d’une part, et son unité est « {unit} »</translation>
    </message>
    <message>
        <location filename="../core/territories/method_file.py"/>
        <source>its reference is {value}, and {limit}</source>
        <translation>sa référence est {value}, et {limit}</translation>
    </message>
    <message>
        <location filename="../core/territories/method_file.py"/>
        <source>the axis “{axis}” counts “{name}” more than once</source>
        <translation>l’axe « {axis} » compte « {name} » plus d’une fois</translation>
    </message>
    <message>
        <location filename="../core/territories/method_file.py"/>
        <source>the axis “{axis}” names no variable</source>
        <translation>l’axe « {axis} » ne nomme aucune variable</translation>
    </message>
    <message>
        <location filename="../core/territories/method_file.py"/>
        <source>the axis “{axis}” names “{part}”, which is neither a variable nor an axis above it</source>
        <translation>l’axe « {axis} » nomme « {part} », qui n’est ni une variable, ni un axe qui le précède</translation>
    </message>
    <message>
        <location filename="../core/territories/method_file.py"/>
        <source>the axis “{axis}” needs a name of its own</source>
        <translation>l’axe « {axis} » doit avoir un nom à lui</translation>
    </message>
    <message>
        <location filename="../core/territories/method_file.py"/>
        <source>the file</source>
        <translation>le fichier</translation>
    </message>
    <message>
        <location filename="../core/territories/method_file.py"/>
        <source>the reference of “{name}” counts inhabitants, and no column of inhabitants is given under “population”</source>
        <translation>la référence de « {name} » compte des habitants, et aucune colonne d’habitants n’est donnée sous « population »</translation>
    </message>
    <message>
        <location filename="../core/territories/method_file.py"/>
        <source>the variable “{name}”</source>
        <translation>la variable « {name} »</translation>
    </message>
    <message>
        <location filename="../core/territories/method_file.py"/>
        <source>the variable “{name}” counts in no axis</source>
        <translation>la variable « {name} » ne compte dans aucun axe</translation>
    </message>
    <message>
        <location filename="../core/territories/method_file.py"/>
        <source>the weights of the axis “{axis}” sum to 0</source>
        <translation>la somme des poids de l’axe « {axis} » est 0</translation>
    </message>
    <message>
        <location filename="../core/territories/method_file.py"/>
        <source>{of} has no reference and direction</source>
        <translation>{of} n’a ni référence, ni direction</translation>
    </message>
    <message>
        <location filename="../core/territories/method_file.py"/>
        <source>{of}: its reference is “{value}”, not a number above 0</source>
        <translation>{of} : sa référence est « {value} », qui n’est pas un nombre supérieur à 0</translation>
    </message>
    <message>
        <location filename="../core/territories/method_file.py"/>
        <source>{of}: its weight is “{value}”, not a number from 0 up (its direction says which way it counts)</source>
        <translation>{of} : son poids est « {value} », qui n’est pas un nombre à partir de 0 (sa direction dit dans quel sens elle compte)</translation>
    </message>
    <message>
        <location filename="../core/territories/method_file.py"/>
        <source>{of}: {reason}</source>
        <translation>{of} : {reason}</translation>
    </message>
    <message>
        <location filename="../core/territories/method_file.py"/>
        <source>{where}: {reason}. The help of the fragility index has an example to start from.</source>
        <translation>{where} : {reason}. L’aide de l’indice de fragilité donne un exemple dont partir.</translation>
    </message>
    <message>
        <location filename="../core/territories/method_file.py"/>
        <source>“axes” names no scores with their variables</source>
        <translation>« axes » ne nomme pas de scores avec leurs variables</translation>
    </message>
    <message>
        <location filename="../core/territories/method_file.py"/>
        <source>“{name}” is “{value}”, not {known}</source>
        <translation>« {name} » vaut « {value} », et non {known}</translation>
    </message>
    <message>
        <location filename="../core/territories/method_file.py"/>
        <source>“{name}” means nothing in {of}, which takes {known}</source>
        <translation>« {name} » ne veut rien dire dans {of}, où peuvent figurer {known}</translation>
    </message>
    <message>
        <location filename="../core/territories/references.py"/>
        <source>{table}, row {row}: the population in the column {column} is empty, and a reference counts inhabitants. Fill it in, or leave the row out.</source>
        <translation>{table}, ligne {row} : la population dans la colonne {column} est vide, et une référence compte les habitants. Renseignez-la, ou retirez la ligne.</translation>
    </message>
    <message>
        <location filename="../core/territories/references.py"/>
        <source>{table}: all the cells of the column {column} hold the same value, so that its {word} tells nothing apart. Give a number as its reference, or leave it out.</source>
        <translation>{table} : toutes les cellules de la colonne {column} ont la même valeur, si bien que sa {word} ne distingue rien. Donnez un nombre pour référence, ou retirez cette variable.</translation>
    </message>
    <message>
        <location filename="../core/territories/references.py"/>
        <source>{table}: the {word} of the column {column} is {value}, and a value cannot be compared with it. Give a number above 0 as its reference, or another measure.</source>
        <translation>{table} : la {word} de la colonne {column} est {value}, à quoi une valeur ne se compare pas. Donnez pour référence un nombre supérieur à 0, ou une autre mesure.</translation>
    </message>
    <message>
        <location filename="../core/territories/units.py"/>
        <source>Check the unit of the column and its decimal mark.</source>
        <translation>Vérifiez l’unité de la colonne et sa virgule décimale.</translation>
    </message>
    <message>
        <location filename="../core/territories/units.py"/>
        <source>If both are right, the method says so by “unit”: “number”.</source>
        <translation>Si les deux sont justes, la méthode le dit par « unit » : « number ».</translation>
    </message>
    <message>
        <location filename="../core/territories/units.py"/>
        <source>They look like per cents: divide the column by 100.</source>
        <translation>On dirait des pourcentages : divisez la colonne par 100.</translation>
    </message>
    <message>
        <location filename="../core/territories/units.py"/>
        <source>They look like shares: multiply the column by 100.</source>
        <translation>On dirait des parts : multipliez la colonne par 100.</translation>
    </message>
    <message>
        <location filename="../core/territories/units.py"/>
        <source>a number by inhabitant is from 0 to 1</source>
        <translation>un nombre par habitant va de 0 à 1</translation>
    </message>
    <message>
        <location filename="../core/territories/units.py"/>
        <source>a per cent is from 0 to 100</source>
        <translation>un pourcentage va de 0 à 100</translation>
    </message>
    <message>
        <location filename="../core/territories/units.py"/>
        <source>a share is from 0 to 1</source>
        <translation>une part va de 0 à 1</translation>
    </message>
    <message>
        <location filename="../core/territories/units.py"/>
        <source>{column}: all values are {value}</source>
        <translation>{column} : toutes les valeurs sont {value}</translation>
    </message>
    <message>
        <location filename="../core/territories/units.py"/>
        <source>{column}: values from {low} to {high}</source>
        <translation>{column} : des valeurs de {low} à {high}</translation>
    </message>
    <message numerus="yes">
        <location filename="../core/territories/units.py"/>
        <source>{column}: {n} values are below 0 (the first, {value}, in row {row}), and cannot be compared with a reference. Leave the cells empty where the figure is unknown.</source>
        <translation>
            <numerusform>{column} : {n} valeur est négative ({value}, ligne {row}), et ne se compare pas à une référence. Laissez la cellule vide si le chiffre est inconnu.</numerusform>
            <numerusform>{column} : {n} valeurs sont négatives (la première, {value}, ligne {row}), et ne se comparent pas à une référence. Laissez les cellules vides si le chiffre est inconnu.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../core/territories/units.py"/>
        <source>{column}: {n} values are too high (the first, {value}, in row {row}): {limit}. Correct them: their unit or their decimal mark is not that of the other cells.</source>
        <translation>
            <numerusform>{column} : {n} valeur est trop grande ({value}, ligne {row}) : {limit}. Corrigez-la : son unité ou sa virgule décimale n’est pas celle des autres cellules.</numerusform>
            <numerusform>{column} : {n} valeurs sont trop grandes (la première, {value}, ligne {row}) : {limit}. Corrigez-les : leur unité ou leur virgule décimale n’est pas celle des autres cellules.</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../core/territories/units.py"/>
        <source>{range}, and of a coverage such shares are nearly nothing. Check that the column was not divided by 100 twice.</source>
        <translation>{range}, et de telles parts ne sont presque rien pour une couverture. Vérifiez que la colonne n’a pas été divisée deux fois par 100.</translation>
    </message>
    <message>
        <location filename="../core/territories/units.py"/>
        <source>{range}, and {limit}. {advice}</source>
        <translation>{range}, et {limit}. {advice}</translation>
    </message>
    <message>
        <location filename="../core/territories/units.py"/>
        <source>{range}, in the mean {times} times less than the {reference} that the method compares them with.</source>
        <translation>{range}, en moyenne {times} fois moins que la valeur {reference} à laquelle la méthode les compare.</translation>
    </message>
    <message>
        <location filename="../core/territories/units.py"/>
        <source>{range}, in the mean {times} times the {reference} that the method compares them with.</source>
        <translation>{range}, en moyenne {times} fois la valeur {reference} à laquelle la méthode les compare.</translation>
    </message>
    <message>
        <location filename="../core/territories/zones.py"/>
        <source>Cannot read polygons from {path}.</source>
        <translation>Impossible de lire des polygones dans {path}.</translation>
    </message>
    <message>
        <location filename="../core/territories/zones.py"/>
        <source>{layer} has no coordinate reference system. Set it in the layer's properties, then run again.</source>
        <translation>{layer} n’a pas de système de coordonnées de référence. Indiquez-le dans les propriétés de la couche, puis relancez.</translation>
    </message>
    <message>
        <location filename="../core/territories/zones.py"/>
        <source>{layer} holds no polygon. Choose another layer.</source>
        <translation>{layer} ne contient aucun polygone. Choisissez une autre couche.</translation>
    </message>
    <message>
        <location filename="../core/territories/zones.py"/>
        <source>{layer}, feature {number}: its coordinates cannot be projected. Check the layer's coordinate reference system.</source>
        <translation>{layer}, entité {number} : ses coordonnées ne peuvent pas être projetées. Vérifiez le système de coordonnées de la couche.</translation>
    </message>
    <message>
        <location filename="../core/web/export.py"/>
        <source>Everybody can read where the files are published (BASE_URL), and {address} holds a password, a key or a question. Give the address of the folder alone.</source>
        <translation>Tout le monde peut lire où les fichiers sont publiés (BASE_URL), et {address} contient un mot de passe, une clé ou une requête. Donnez l’adresse du dossier seule.</translation>
    </message>
    <message>
        <location filename="../core/web/published_places.py"/>
        <source>The layer of places cannot be published: {reason}. Give the places made by “Load a census”.</source>
        <translation>La couche de lieux ne peut pas être publiée : {reason}. Donnez les lieux produits par « Charger un recensement de lieux ».</translation>
    </message>
    <message>
        <location filename="../core/web/published_places.py"/>
        <source>it is empty</source>
        <translation>elle est vide</translation>
    </message>
    <message>
        <location filename="../core/web/published_places.py"/>
        <source>it lacks the fields {names}</source>
        <translation>il lui manque les champs {names}</translation>
    </message>
    <message>
        <location filename="../core/web/published_territories.py"/>
        <source>No column of the coverage layer tells its territories apart. Its columns are: {columns}. Give a layer with a code per territory.</source>
        <translation>Aucune colonne de la couche de couverture ne distingue ses territoires. Ses colonnes sont : {columns}. Donnez une couche avec un code par territoire.</translation>
    </message>
    <message>
        <location filename="../core/web/published_territories.py"/>
        <source>The coverage layer</source>
        <translation>La couche de couverture</translation>
    </message>
    <message>
        <location filename="../core/web/published_territories.py"/>
        <source>The layer of isochrones has no field “minutes”. Give the polygons made by “Isochrones”.</source>
        <translation>La couche d’isochrones n’a pas de champ « minutes ». Donnez les polygones produits par « Isochrones ».</translation>
    </message>
    <message>
        <location filename="../plugin.py"/>
        <source>Show or hide the steps of Maillage</source>
        <translation>Afficher ou masquer les étapes de Maillage</translation>
    </message>
    <message>
        <location filename="../ui/chart_view.py"/>
        <source>A right click copies or saves the picture</source>
        <translation>Un clic droit copie ou enregistre l’image</translation>
    </message>
    <message>
        <location filename="../ui/chart_view.py"/>
        <source>Copy the picture</source>
        <translation>Copier l’image</translation>
    </message>
    <message>
        <location filename="../ui/chart_view.py"/>
        <source>Drawing (*.svg);;Picture (*.png)</source>
        <translation>Dessin (*.svg);;Image (*.png)</translation>
    </message>
    <message>
        <location filename="../ui/chart_view.py"/>
        <location filename="../ui/report_page.py"/>
        <source>Save as</source>
        <translation>Enregistrer sous</translation>
    </message>
    <message>
        <location filename="../ui/chart_view.py"/>
        <source>Save the picture…</source>
        <translation>Enregistrer l’image…</translation>
    </message>
    <message>
        <location filename="../ui/copying.py"/>
        <source>Copies the listed rows, to paste into a spreadsheet (Ctrl+C)</source>
        <translation>Copie les lignes affichées, à coller dans un tableur (Ctrl+C)</translation>
    </message>
    <message>
        <location filename="../ui/copying.py"/>
        <source>Copy</source>
        <translation>Copier</translation>
    </message>
    <message>
        <location filename="../ui/corrections.py"/>
        <source>{check} ({count})</source>
        <translation>{check} ({count})</translation>
    </message>
    <message>
        <location filename="../ui/dock.py"/>
        <source>A small invented territory: fills in its files, then press Run on each page.</source>
        <translation>Un petit territoire inventé : ses fichiers sont proposés dans chaque page, il reste à cliquer sur « Lancer ».</translation>
    </message>
    <message>
        <location filename="../ui/dock.py"/>
        <source>Load the demonstration territory</source>
        <translation>Charger le territoire de démonstration</translation>
    </message>
    <message>
        <location filename="../ui/figures_page.py"/>
        <source>All places</source>
        <translation>Tous les lieux</translation>
    </message>
    <message>
        <location filename="../ui/figures_page.py"/>
        <source>Charts</source>
        <translation>Graphiques</translation>
    </message>
    <message>
        <location filename="../ui/figures_page.py"/>
        <source>Curves of Lorenz of the minutes to a place</source>
        <translation>Courbes de Lorenz des minutes vers un lieu</translation>
    </message>
    <message>
        <location filename="../ui/figures_page.py"/>
        <source>Everybody</source>
        <translation>Ensemble</translation>
    </message>
    <message>
        <location filename="../ui/figures_page.py"/>
        <location filename="../ui/whatif/tables.py"/>
        <source>Figure</source>
        <translation>Chiffre</translation>
    </message>
    <message>
        <location filename="../ui/figures_page.py"/>
        <source>Figures of the coverage</source>
        <translation>Chiffres de la couverture</translation>
    </message>
    <message>
        <location filename="../ui/figures_page.py"/>
        <source>Minutes to a place by tenth of fragility</source>
        <translation>Minutes vers un lieu par dixième de fragilité</translation>
    </message>
    <message>
        <location filename="../ui/figures_page.py"/>
        <source>Nobody reaches a place, or no score is known: no chart.</source>
        <translation>Personne n’atteint un lieu, ou aucun score n’est connu : pas de graphique.</translation>
    </message>
    <message>
        <location filename="../ui/figures_page.py"/>
        <source>Territories by third of fragility and of time</source>
        <translation>Territoires par tiers de fragilité et de temps</translation>
    </message>
    <message>
        <location filename="../ui/figures_page.py"/>
        <source>Who travels most: curves of Lorenz of the minutes to a place</source>
        <translation>Qui a le plus de trajet : courbes de Lorenz des minutes vers un lieu</translation>
    </message>
    <message>
        <location filename="../ui/form.py"/>
        <source>More options</source>
        <translation>Plus d’options</translation>
    </message>
    <message>
        <location filename="../ui/mapping_page.py"/>
        <source>Address, second line</source>
        <translation>Complément d’adresse</translation>
    </message>
    <message>
        <location filename="../ui/mapping_page.py"/>
        <location filename="../ui/panel.py"/>
        <location filename="../ui/whatif/page.py"/>
        <source>Cancel</source>
        <translation>Annuler</translation>
    </message>
    <message>
        <location filename="../ui/mapping_page.py"/>
        <source>Give at least the name, and a position or an address.</source>
        <translation>Indiquez au moins le nom, et une position ou une adresse.</translation>
    </message>
    <message>
        <location filename="../ui/mapping_page.py"/>
        <source>Give both “{one}” and “{other}”, or neither.</source>
        <translation>Indiquez à la fois « {one} » et « {other} », ou aucun des deux.</translation>
    </message>
    <message>
        <location filename="../ui/mapping_page.py"/>
        <source>Latitude (degrees)</source>
        <translation>Latitude (degrés)</translation>
    </message>
    <message>
        <location filename="../ui/mapping_page.py"/>
        <source>Latitude and longitude in one column</source>
        <translation>Latitude et longitude dans une seule colonne</translation>
    </message>
    <message>
        <location filename="../ui/mapping_page.py"/>
        <source>Longitude (degrees)</source>
        <translation>Longitude (degrés)</translation>
    </message>
    <message>
        <location filename="../ui/mapping_page.py"/>
        <source>Mapping (*.json)</source>
        <translation>Correspondance (*.json)</translation>
    </message>
    <message>
        <location filename="../ui/mapping_page.py"/>
        <source>Match the columns of a table</source>
        <translation>Faire correspondre les colonnes d’une table</translation>
    </message>
    <message>
        <location filename="../ui/mapping_page.py"/>
        <source>No column seems to hold this.</source>
        <translation>Aucune colonne ne semble contenir cela.</translation>
    </message>
    <message>
        <location filename="../ui/mapping_page.py"/>
        <source>Opening hours stand in one column, in seven from Monday on, or in fourteen, each day's morning and afternoon.</source>
        <translation>Les horaires tiennent dans une colonne, dans sept à partir du lundi, ou dans quatorze, le matin et l’après-midi de chaque jour.</translation>
    </message>
    <message>
        <location filename="../ui/mapping_page.py"/>
        <source>Proposed: {columns}. {reason}</source>
        <translation>Proposition : {columns}. {reason}</translation>
    </message>
    <message>
        <location filename="../ui/mapping_page.py"/>
        <source>Save as…</source>
        <translation>Enregistrer sous…</translation>
    </message>
    <message>
        <location filename="../ui/mapping_page.py"/>
        <source>Save the mapping</source>
        <translation>Enregistrer la correspondance</translation>
    </message>
    <message>
        <location filename="../ui/mapping_page.py"/>
        <location filename="../ui/report_page.py"/>
        <source>Saved as {path}.</source>
        <translation>Enregistré : {path}.</translation>
    </message>
    <message>
        <location filename="../ui/mapping_page.py"/>
        <source>The first places, as they would be read:</source>
        <translation>Les premiers lieux, tels qu’ils seraient lus :</translation>
    </message>
    <message>
        <location filename="../ui/mapping_page.py"/>
        <source>Use these columns</source>
        <translation>Utiliser ces colonnes</translation>
    </message>
    <message>
        <location filename="../ui/mapping_page.py"/>
        <source>Which column of {file} holds what? Check the proposals; what stays empty is not read, and the table's own columns are kept in any case.</source>
        <translation>Que contient chaque colonne de {file} ? Vérifiez les propositions ; ce qui reste vide n’est pas lu, et les colonnes de la table sont conservées dans tous les cas.</translation>
    </message>
    <message>
        <location filename="../ui/mapping_page.py"/>
        <source>X (Lambert-93)</source>
        <translation>X (Lambert-93)</translation>
    </message>
    <message>
        <location filename="../ui/mapping_page.py"/>
        <source>Y (Lambert-93)</source>
        <translation>Y (Lambert-93)</translation>
    </message>
    <message>
        <location filename="../ui/mapping_page.py"/>
        <source>You matched a table with these columns before: your choices are back.</source>
        <translation>Vous avez déjà fait correspondre une table qui a ces colonnes : vos choix sont repris.</translation>
    </message>
    <message>
        <location filename="../ui/mapping_page.py"/>
        <source>likely</source>
        <translation>probable</translation>
    </message>
    <message>
        <location filename="../ui/mapping_page.py"/>
        <source>sure</source>
        <translation>sûr</translation>
    </message>
    <message>
        <location filename="../ui/mapping_page.py"/>
        <source>to check</source>
        <translation>à vérifier</translation>
    </message>
    <message>
        <location filename="../ui/mapping_page.py"/>
        <source>yes</source>
        <translation>oui</translation>
    </message>
    <message>
        <location filename="../ui/mapping_page.py"/>
        <source>{column}, else {other}</source>
        <translation>{column}, sinon {other}</translation>
    </message>
    <message>
        <location filename="../ui/mappings.py"/>
        <source>Choose a census file or a layer first.</source>
        <translation>Choisissez d’abord un fichier de recensement ou une couche.</translation>
    </message>
    <message>
        <location filename="../ui/mappings.py"/>
        <source>Save the file of this address on your computer first, and choose it here.</source>
        <translation>Enregistrez d’abord sur votre ordinateur le fichier de cette adresse, puis choisissez-le ici.</translation>
    </message>
    <message>
        <location filename="../ui/matcher.py"/>
        <source>Match columns…</source>
        <translation>Colonnes…</translation>
    </message>
    <message>
        <location filename="../ui/matcher.py"/>
        <source>Match its columns…</source>
        <translation>Faire correspondre ses colonnes…</translation>
    </message>
    <message>
        <location filename="../ui/matcher.py"/>
        <source>Match them as last time</source>
        <translation>Comme la dernière fois</translation>
    </message>
    <message>
        <location filename="../ui/matcher.py"/>
        <source>Says which column of the table holds what, where Maillage does not know its schema</source>
        <translation>Dit ce que contient chaque colonne de la table, quand Maillage n’en connaît pas le schéma</translation>
    </message>
    <message>
        <location filename="../ui/matcher.py"/>
        <source>The columns are matched: press Run.</source>
        <translation>Les colonnes sont mises en correspondance : cliquez sur Lancer.</translation>
    </message>
    <message>
        <location filename="../ui/matcher.py"/>
        <source>This table follows no schema that Maillage knows.</source>
        <translation>Cette table ne suit aucun schéma que Maillage connaisse.</translation>
    </message>
    <message>
        <location filename="../ui/matcher.py"/>
        <source>{file} has several sheets. Which one holds the places?</source>
        <translation>{file} a plusieurs feuilles. Laquelle contient les lieux ?</translation>
    </message>
    <message>
        <location filename="../ui/message.py"/>
        <source>Show less</source>
        <translation>Réduire</translation>
    </message>
    <message>
        <location filename="../ui/message.py"/>
        <source>Show the whole message</source>
        <translation>Afficher tout le message</translation>
    </message>
    <message>
        <location filename="../ui/options.py"/>
        <source>Cache</source>
        <translation>Cache</translation>
    </message>
    <message>
        <location filename="../ui/options.py"/>
        <source>Contents</source>
        <translation>Contenu</translation>
    </message>
    <message>
        <location filename="../ui/options.py"/>
        <source>Emptied: {size} freed</source>
        <translation>Cache vidé : {size} libérés</translation>
    </message>
    <message>
        <location filename="../ui/options.py"/>
        <source>Empty the cache</source>
        <translation>Vider le cache</translation>
    </message>
    <message>
        <location filename="../ui/options.py"/>
        <source>Empty the cache of Maillage territorial ({size}, in {path})? What it holds will be asked of the services, or computed, again.</source>
        <translation>Vider le cache de Maillage territorial ({size}, dans {path}) ? Son contenu devra être redemandé aux services, ou recalculé.</translation>
    </message>
    <message>
        <location filename="../ui/options.py"/>
        <source>Empty…</source>
        <translation>Vider…</translation>
    </message>
    <message>
        <location filename="../ui/options.py"/>
        <source>Folder</source>
        <translation>Dossier</translation>
    </message>
    <message>
        <location filename="../ui/options.py"/>
        <source>Geocoder</source>
        <translation>Géocodeur</translation>
    </message>
    <message>
        <location filename="../ui/options.py"/>
        <source>Key of {service}</source>
        <translation>Clé ({service})</translation>
    </message>
    <message>
        <location filename="../ui/options.py"/>
        <source>Language of the dossiers</source>
        <translation>Langue des dossiers</translation>
    </message>
    <message>
        <location filename="../ui/options.py"/>
        <source>Nothing yet</source>
        <translation>Rien pour l’instant</translation>
    </message>
    <message>
        <location filename="../ui/options.py"/>
        <source>Results</source>
        <translation>Résultats</translation>
    </message>
    <message>
        <location filename="../ui/options.py"/>
        <source>Services</source>
        <translation>Services</translation>
    </message>
    <message>
        <location filename="../ui/options.py"/>
        <source>Temporary files</source>
        <translation>Fichiers temporaires</translation>
    </message>
    <message>
        <location filename="../ui/options.py"/>
        <source>That of QGIS</source>
        <translation>Celle de QGIS</translation>
    </message>
    <message>
        <location filename="../ui/options.py"/>
        <source>The dock proposes to write results into the working folder.</source>
        <translation>Le panneau propose d’écrire les résultats dans le dossier de travail.</translation>
    </message>
    <message>
        <location filename="../ui/options.py"/>
        <source>Used by the algorithms whose own address is left empty. Left empty here, it is that of the public service, shown in grey.</source>
        <translation>Adresses utilisées par les traitements où rien n’est indiqué. Un champ vide ici vaut l’adresse du service public, affichée en gris.</translation>
    </message>
    <message>
        <location filename="../ui/options.py"/>
        <source>What services answered, and isochrones of runs that were interrupted: they are not asked or computed twice.</source>
        <translation>Les réponses des services et les isochrones des traitements interrompus : elles ne sont ni redemandées ni recalculées.</translation>
    </message>
    <message>
        <location filename="../ui/options.py"/>
        <source>Working folder</source>
        <translation>Dossier de travail</translation>
    </message>
    <message>
        <location filename="../ui/options.py"/>
        <source>Your own server, such as {url}</source>
        <translation>Votre propre serveur, par exemple {url}</translation>
    </message>
    <message>
        <location filename="../ui/options.py"/>
        <source>{path} cannot be removed: {reason}.</source>
        <translation>{path} ne peut pas être supprimé : {reason}.</translation>
    </message>
    <message>
        <location filename="../ui/origin.py"/>
        <source>{layer} ({file})</source>
        <translation>{layer} ({file})</translation>
    </message>
    <message>
        <location filename="../ui/pages.py"/>
        <source>Figures</source>
        <translation>Chiffres</translation>
    </message>
    <message>
        <location filename="../ui/pages.py"/>
        <source>Report ({count})</source>
        <translation>Rapport ({count})</translation>
    </message>
    <message>
        <location filename="../ui/pages.py"/>
        <source>Review ({count})</source>
        <translation>À revoir ({count})</translation>
    </message>
    <message>
        <location filename="../ui/pages.py"/>
        <source>Try out on the map what more places, or fewer, would change.</source>
        <translation>Essayer sur la carte ce que changeraient des lieux en plus, ou en moins.</translation>
    </message>
    <message>
        <location filename="../ui/pages.py"/>
        <source>What if…</source>
        <translation>Et si…</translation>
    </message>
    <message>
        <location filename="../ui/panel.py"/>
        <location filename="../ui/whatif/page.py"/>
        <source>Cancelled: nothing was changed.</source>
        <translation>Annulé : rien n’a été modifié.</translation>
    </message>
    <message>
        <location filename="../ui/panel.py"/>
        <location filename="../ui/whatif/page.py"/>
        <source>Cancelling…</source>
        <translation>Annulation…</translation>
    </message>
    <message>
        <location filename="../ui/panel.py"/>
        <source>Choose the file to write under “{parameter}”. It may be the file that you loaded: a dated copy of it is kept.</source>
        <translation>Choisissez le fichier à écrire sous « {parameter} ». Ce peut être le fichier que vous avez chargé : une copie datée en est gardée.</translation>
    </message>
    <message>
        <location filename="../ui/panel.py"/>
        <source>Done in {seconds} s.</source>
        <translation>Terminé en {seconds} s.</translation>
    </message>
    <message>
        <location filename="../ui/panel.py"/>
        <source>Run</source>
        <translation>Lancer</translation>
    </message>
    <message>
        <location filename="../ui/panel.py"/>
        <source>Running…</source>
        <translation>En cours…</translation>
    </message>
    <message>
        <location filename="../ui/panel.py"/>
        <location filename="../ui/whatif/page.py"/>
        <source>What this page does, and how</source>
        <translation>Ce que fait cette page, et comment</translation>
    </message>
    <message>
        <location filename="../ui/panel.py"/>
        <source>{layer} ({count})</source>
        <translation>{layer} ({count})</translation>
    </message>
    <message>
        <location filename="../ui/panel.py"/>
        <source>{title}: done.</source>
        <translation>{title} : terminé.</translation>
    </message>
    <message>
        <location filename="../ui/parts.py"/>
        <source>Back to the form</source>
        <translation>Retour au formulaire</translation>
    </message>
    <message>
        <location filename="../ui/places.py"/>
        <source>The layer “{layer}” cannot be edited here. Save it as a GeoPackage (right click on it, Export), and load that one.</source>
        <translation>La couche « {layer} » ne peut pas être modifiée ici. Enregistrez-la en GeoPackage (clic droit, Exporter), et chargez celui-ci.</translation>
    </message>
    <message>
        <location filename="../ui/places.py"/>
        <source>The layer “{layer}” refused the change: nothing was changed.</source>
        <translation>La couche « {layer} » a refusé la modification : rien n’a été changé.</translation>
    </message>
    <message>
        <location filename="../ui/report_page.py"/>
        <source>All checks</source>
        <translation>Tous les contrôles</translation>
    </message>
    <message>
        <location filename="../ui/report_page.py"/>
        <source>All of this kind ({count})…</source>
        <translation>Tout ce type ({count})…</translation>
    </message>
    <message>
        <location filename="../ui/report_page.py"/>
        <source>All of this kind…</source>
        <translation>Tout ce type…</translation>
    </message>
    <message>
        <location filename="../ui/report_page.py"/>
        <source>All severities</source>
        <translation>Toutes les gravités</translation>
    </message>
    <message>
        <location filename="../ui/report_page.py"/>
        <source>Applied: {count}</source>
        <translation>Appliquées : {count}</translation>
    </message>
    <message>
        <location filename="../ui/report_page.py"/>
        <source>Applies all listed proposals of this check, after asking</source>
        <translation>Applique toutes les propositions affichées de ce contrôle, après confirmation</translation>
    </message>
    <message>
        <location filename="../ui/report_page.py"/>
        <source>Apply</source>
        <translation>Appliquer</translation>
    </message>
    <message>
        <location filename="../ui/report_page.py"/>
        <source>Apply all of this kind</source>
        <translation>Appliquer tout ce type</translation>
    </message>
    <message numerus="yes">
        <location filename="../ui/report_page.py"/>
        <source>Apply the proposals of all {n} listed lines “{check}”? They become one edit of the layer of places, which Undo takes back.</source>
        <translation>
            <numerusform>Appliquer la proposition de la ligne affichée ({n}) « {check} » ? Elle forme une modification de la couche des lieux, que « Défaire » retire.</numerusform>
            <numerusform>Appliquer les propositions des {n} lignes affichées « {check} » ? Elles forment une seule modification de la couche des lieux, que « Défaire » retire.</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../ui/report_page.py"/>
        <source>Export</source>
        <translation>Exporter</translation>
    </message>
    <message>
        <location filename="../ui/report_page.py"/>
        <source>Gives the place the proposed value</source>
        <translation>Donne au lieu la valeur proposée</translation>
    </message>
    <message>
        <location filename="../ui/report_page.py"/>
        <source>In the census: {value}</source>
        <translation>Dans le recensement : {value}</translation>
    </message>
    <message>
        <location filename="../ui/report_page.py"/>
        <source>Lines: {shown} of {total}</source>
        <translation>Lignes : {shown} sur {total}</translation>
    </message>
    <message>
        <location filename="../ui/report_page.py"/>
        <source>Nothing to report.</source>
        <translation>Rien à signaler.</translation>
    </message>
    <message>
        <location filename="../ui/report_page.py"/>
        <source>Page (*.html)</source>
        <translation>Page (*.html)</translation>
    </message>
    <message>
        <location filename="../ui/report_page.py"/>
        <source>Page (HTML)…</source>
        <translation>Page (HTML)…</translation>
    </message>
    <message>
        <location filename="../ui/report_page.py"/>
        <source>Proposal for the whole cell: {proposal}</source>
        <translation>Proposition pour toute la cellule : {proposal}</translation>
    </message>
    <message>
        <location filename="../ui/report_page.py"/>
        <source>Proposal: {proposal}</source>
        <translation>Proposition : {proposal}</translation>
    </message>
    <message>
        <location filename="../ui/report_page.py"/>
        <source>Proposals applied to the layer of places: {count}. The tab “Save” writes them to the file.</source>
        <translation>Propositions appliquées à la couche des lieux : {count}. L’onglet « Enregistrer » les écrit dans le fichier.</translation>
    </message>
    <message>
        <location filename="../ui/report_page.py"/>
        <source>Search the report</source>
        <translation>Chercher dans le rapport</translation>
    </message>
    <message>
        <location filename="../ui/report_page.py"/>
        <source>Table (*.csv)</source>
        <translation>Table (*.csv)</translation>
    </message>
    <message>
        <location filename="../ui/report_page.py"/>
        <source>Table (CSV)…</source>
        <translation>Table (CSV)…</translation>
    </message>
    <message>
        <location filename="../ui/report_page.py"/>
        <source>Takes back the last edit of the layer of places</source>
        <translation>Retire la dernière modification de la couche des lieux</translation>
    </message>
    <message>
        <location filename="../ui/report_page.py"/>
        <source>The map shows the proposed point.</source>
        <translation>La carte montre le point proposé.</translation>
    </message>
    <message>
        <location filename="../ui/report_page.py"/>
        <source>The place of this line is not in the layer of places.</source>
        <translation>Le lieu de cette ligne n’est pas dans la couche des lieux.</translation>
    </message>
    <message>
        <location filename="../ui/report_page.py"/>
        <source>The whole file</source>
        <translation>Tout le fichier</translation>
    </message>
    <message>
        <location filename="../ui/report_page.py"/>
        <source>There is nothing to apply: the place has this value already.</source>
        <translation>Rien à appliquer : le lieu a déjà cette valeur.</translation>
    </message>
    <message>
        <location filename="../ui/report_page.py"/>
        <source>This line is about the whole file.</source>
        <translation>Cette ligne concerne tout le fichier.</translation>
    </message>
    <message>
        <location filename="../ui/report_page.py"/>
        <source>This place has no point: it is not on the map.</source>
        <translation>Ce lieu n’a pas de point : il n’est pas sur la carte.</translation>
    </message>
    <message>
        <location filename="../ui/report_page.py"/>
        <location filename="../ui/review_page.py"/>
        <source>Undo</source>
        <translation>Défaire</translation>
    </message>
    <message>
        <location filename="../ui/report_page.py"/>
        <source>row {row}</source>
        <translation>ligne {row}</translation>
    </message>
    <message>
        <location filename="../ui/report_page.py"/>
        <source>{severity}: {count}</source>
        <translation>{severity} : {count}</translation>
    </message>
    <message>
        <location filename="../ui/review_model.py"/>
        <source>The layer “{layer}” cannot be changed. Run the merge again with its review as a temporary layer or a GeoPackage.</source>
        <translation>La couche « {layer} » ne peut pas être modifiée. Relancez la fusion en écrivant les paires dans une couche temporaire ou un GeoPackage.</translation>
    </message>
    <message>
        <location filename="../ui/review_model.py"/>
        <source>You said that this incoming place is {name}. It cannot be this place too: they are two places, or take the other decision back.</source>
        <translation>Vous avez dit que ce lieu de la liste à fusionner est {name}. Il ne peut pas être aussi celui-ci : ce sont deux lieux, ou bien revenez sur l’autre décision.</translation>
    </message>
    <message>
        <location filename="../ui/review_page.py"/>
        <source>Base</source>
        <translation>Base</translation>
    </message>
    <message>
        <location filename="../ui/review_page.py"/>
        <source>Both become one place, under the base's identifier</source>
        <translation>Les deux ne font qu’un lieu, sous l’identifiant de la base</translation>
    </message>
    <message>
        <location filename="../ui/review_page.py"/>
        <source>Both stay, each for itself</source>
        <translation>Les deux restent, chacun pour soi</translation>
    </message>
    <message>
        <location filename="../ui/review_page.py"/>
        <source>Decided: the same place</source>
        <translation>Décision : le même lieu</translation>
    </message>
    <message>
        <location filename="../ui/review_page.py"/>
        <source>Decided: two places</source>
        <translation>Décision : deux lieux</translation>
    </message>
    <message>
        <location filename="../ui/review_page.py"/>
        <source>Every pair is decided. Merge again to use the decisions.</source>
        <translation>Toutes les paires sont décidées. Refusionnez pour appliquer les décisions.</translation>
    </message>
    <message>
        <location filename="../ui/review_page.py"/>
        <source>Incoming list</source>
        <translation>Liste à fusionner</translation>
    </message>
    <message>
        <location filename="../ui/review_page.py"/>
        <source>Leaves this pair open</source>
        <translation>Laisse cette paire en suspens</translation>
    </message>
    <message>
        <location filename="../ui/review_page.py"/>
        <source>Likeness: {likeness}</source>
        <translation>Ressemblance : {likeness}</translation>
    </message>
    <message>
        <location filename="../ui/review_page.py"/>
        <source>Map</source>
        <translation>Carte</translation>
    </message>
    <message>
        <location filename="../ui/review_page.py"/>
        <source>Merge again with these decisions</source>
        <translation>Refusionner avec ces décisions</translation>
    </message>
    <message>
        <location filename="../ui/review_page.py"/>
        <source>Moves the map to both places</source>
        <translation>Centre la carte sur les deux lieux</translation>
    </message>
    <message>
        <location filename="../ui/review_page.py"/>
        <source>Neither of the two is on the map.</source>
        <translation>Aucun des deux n’est sur la carte.</translation>
    </message>
    <message>
        <location filename="../ui/review_page.py"/>
        <source>No pair is doubtful.</source>
        <translation>Aucune paire n’est douteuse.</translation>
    </message>
    <message>
        <location filename="../ui/review_page.py"/>
        <source>One of the two has no point: it is not on the map.</source>
        <translation>L’un des deux n’a pas de point : il n’est pas sur la carte.</translation>
    </message>
    <message>
        <location filename="../ui/review_page.py"/>
        <source>Pair {number} of {count}; decided: {decided}</source>
        <translation>Paire {number} sur {count} ; décidées : {decided}</translation>
    </message>
    <message>
        <location filename="../ui/review_page.py"/>
        <source>Same place</source>
        <translation>Même lieu</translation>
    </message>
    <message>
        <location filename="../ui/review_page.py"/>
        <source>Skip</source>
        <translation>Passer</translation>
    </message>
    <message>
        <location filename="../ui/review_page.py"/>
        <source>Takes back the last decision</source>
        <translation>Revient sur la dernière décision</translation>
    </message>
    <message>
        <location filename="../ui/review_page.py"/>
        <source>Two places</source>
        <translation>Deux lieux</translation>
    </message>
    <message>
        <location filename="../ui/runner.py"/>
        <source>Fill in “{parameter}”.</source>
        <translation>Renseignez « {parameter} ».</translation>
    </message>
    <message>
        <location filename="../ui/runner.py"/>
        <source>The step met a fault of its own: {error}. The log messages, under “{tag}”, say where; please report it with them.</source>
        <translation>L’étape s’est arrêtée sur un défaut du programme : {error}. Le journal des messages, sous « {tag} », dit où ; signalez-le en le joignant.</translation>
    </message>
    <message>
        <location filename="../ui/runner.py"/>
        <source>The step stopped without saying why. See the log messages.</source>
        <translation>L’étape s’est arrêtée sans dire pourquoi. Voyez le journal des messages.</translation>
    </message>
    <message>
        <location filename="../ui/sample.py"/>
        <source>Communes (fictional)</source>
        <translation>Communes (fictives)</translation>
    </message>
    <message>
        <location filename="../ui/sample.py"/>
        <source>EPCI (fictional)</source>
        <translation>EPCI (fictifs)</translation>
    </message>
    <message>
        <location filename="../ui/sample.py"/>
        <source>Indicators (fictional)</source>
        <translation>Indicateurs (fictifs)</translation>
    </message>
    <message>
        <location filename="../ui/steps.py"/>
        <source>All alike within the limit (2SFCA)</source>
        <translation>Tout compte autant dans l’aire (2SFCA)</translation>
    </message>
    <message>
        <location filename="../ui/steps.py"/>
        <source>All places together</source>
        <translation>Une zone pour tous les lieux</translation>
    </message>
    <message>
        <location filename="../ui/steps.py"/>
        <source>As in the source</source>
        <translation>Comme la source</translation>
    </message>
    <message>
        <location filename="../ui/steps.py"/>
        <source>At once, near the best</source>
        <translation>Immédiate, proche de la meilleure</translation>
    </message>
    <message>
        <location filename="../ui/steps.py"/>
        <source>Atlas</source>
        <translation>Atlas</translation>
    </message>
    <message>
        <location filename="../ui/steps.py"/>
        <source>Build the travel network</source>
        <translation>Construire le réseau routier</translation>
    </message>
    <message>
        <location filename="../ui/steps.py"/>
        <source>By a curve (Gaussian)</source>
        <translation>Selon une courbe (gaussienne)</translation>
    </message>
    <message>
        <location filename="../ui/steps.py"/>
        <source>By zones</source>
        <translation>Par zones</translation>
    </message>
    <message>
        <location filename="../ui/steps.py"/>
        <source>Catchments</source>
        <translation>Aires d’attraction</translation>
    </message>
    <message>
        <location filename="../ui/steps.py"/>
        <source>Compute</source>
        <translation>Calculer</translation>
    </message>
    <message>
        <location filename="../ui/steps.py"/>
        <source>Compute the digital fragility index</source>
        <translation>Calculer l’indice de fragilité numérique</translation>
    </message>
    <message>
        <location filename="../ui/steps.py"/>
        <source>Count</source>
        <translation>Compter</translation>
    </message>
    <message>
        <location filename="../ui/steps.py"/>
        <source>Counts, for each territory, the inhabitants who reach a place in time, and the fragile ones who do not.</source>
        <translation>Compte, pour chaque territoire, les habitants qui atteignent un lieu dans le temps voulu, et ceux des communes fragiles qui n’en atteignent pas.</translation>
    </message>
    <message>
        <location filename="../ui/steps.py"/>
        <source>Coverage of each territory</source>
        <translation>Couverture de chaque territoire</translation>
    </message>
    <message>
        <location filename="../ui/steps.py"/>
        <source>Detect</source>
        <translation>Détecter</translation>
    </message>
    <message>
        <location filename="../ui/steps.py"/>
        <source>Digital advisers</source>
        <translation>Conseillers numériques</translation>
    </message>
    <message>
        <location filename="../ui/steps.py"/>
        <source>Draws the area within a given time of each place, or computes the time to the nearest place.</source>
        <translation>Dessine la zone à moins d’un temps donné de chaque lieu, ou calcule le temps jusqu’au lieu le plus proche.</translation>
    </message>
    <message>
        <location filename="../ui/steps.py"/>
        <source>English</source>
        <translation>Anglais</translation>
    </message>
    <message>
        <location filename="../ui/steps.py"/>
        <source>Files for the web map</source>
        <translation>Fichiers pour la carte web</translation>
    </message>
    <message>
        <location filename="../ui/steps.py"/>
        <source>First look</source>
        <translation>Premier regard</translation>
    </message>
    <message>
        <location filename="../ui/steps.py"/>
        <source>French</source>
        <translation>Français</translation>
    </message>
    <message>
        <location filename="../ui/steps.py"/>
        <source>From the places</source>
        <translation>Depuis les lieux</translation>
    </message>
    <message>
        <location filename="../ui/steps.py"/>
        <source>Geocode</source>
        <translation>Géocoder</translation>
    </message>
    <message>
        <location filename="../ui/steps.py"/>
        <source>Géoplateforme (IGN)</source>
        <translation>Géoplateforme (IGN)</translation>
    </message>
    <message>
        <location filename="../ui/steps.py"/>
        <source>Isochrones and travel times</source>
        <translation>Isochrones et temps de trajet</translation>
    </message>
    <message>
        <location filename="../ui/steps.py"/>
        <source>Join</source>
        <translation>Rattacher</translation>
    </message>
    <message>
        <location filename="../ui/steps.py"/>
        <source>Least travel time in all</source>
        <translation>Le moins de temps de trajet en tout</translation>
    </message>
    <message>
        <location filename="../ui/steps.py"/>
        <source>Leave out</source>
        <translation>Écarter</translation>
    </message>
    <message>
        <location filename="../ui/steps.py"/>
        <source>Load</source>
        <translation>Charger</translation>
    </message>
    <message>
        <location filename="../ui/steps.py"/>
        <source>Loads a census and checks it, finds positions, merges lists and writes corrections back. A file changes only when you save.</source>
        <translation>Charge et contrôle un recensement, trouve des positions, fusionne des listes et rend les corrections. Un fichier ne change que si vous enregistrez.</translation>
    </message>
    <message>
        <location filename="../ui/steps.py"/>
        <source>Merge</source>
        <translation>Fusionner</translation>
    </message>
    <message>
        <location filename="../ui/steps.py"/>
        <source>Most people within the limit</source>
        <translation>Le plus d’habitants sous la durée limite</translation>
    </message>
    <message>
        <location filename="../ui/steps.py"/>
        <source>National standard</source>
        <translation>Standard national</translation>
    </message>
    <message>
        <location filename="../ui/steps.py"/>
        <source>No</source>
        <translation>Non</translation>
    </message>
    <message>
        <location filename="../ui/steps.py"/>
        <source>One area per place</source>
        <translation>Une zone par lieu</translation>
    </message>
    <message>
        <location filename="../ui/steps.py"/>
        <source>Project and atlas</source>
        <translation>Projet et atlas</translation>
    </message>
    <message>
        <location filename="../ui/steps.py"/>
        <source>Proposes where new places help most, and shows where places are few for the people around. To try sites out yourself: “What if…”, on the page Coverage.</source>
        <translation>Propose où de nouveaux lieux aident le plus, et montre où les lieux sont rares pour les habitants alentour. Pour essayer vous-même des emplacements : « Et si… », page Couverture.</translation>
    </message>
    <message>
        <location filename="../ui/steps.py"/>
        <source>RhinOcc</source>
        <translation>RhinOcc</translation>
    </message>
    <message>
        <location filename="../ui/steps.py"/>
        <source>Road network, on this computer</source>
        <translation>Réseau routier, sur cet ordinateur</translation>
    </message>
    <message>
        <location filename="../ui/steps.py"/>
        <source>Save</source>
        <translation>Enregistrer</translation>
    </message>
    <message>
        <location filename="../ui/steps.py"/>
        <source>Saves a styled project that opens without the plugin, and prints one PDF dossier per territory.</source>
        <translation>Enregistre un projet mis en forme, qui s’ouvre sans l’extension, et produit un dossier PDF par territoire.</translation>
    </message>
    <message>
        <location filename="../ui/steps.py"/>
        <source>Split by nearest place</source>
        <translation>Partage selon le lieu le plus proche</translation>
    </message>
    <message>
        <location filename="../ui/steps.py"/>
        <source>Straight lines</source>
        <translation>À vol d’oiseau</translation>
    </message>
    <message>
        <location filename="../ui/steps.py"/>
        <source>The best, by a solver</source>
        <translation>La meilleure, par un solveur</translation>
    </message>
    <message>
        <location filename="../ui/steps.py"/>
        <source>The census of places</source>
        <translation>Le recensement des lieux</translation>
    </message>
    <message>
        <location filename="../ui/steps.py"/>
        <source>The nearer counts more (E2SFCA)</source>
        <translation>Le plus proche compte davantage (E2SFCA)</translation>
    </message>
    <message>
        <location filename="../ui/steps.py"/>
        <source>Towards the places</source>
        <translation>Vers les lieux</translation>
    </message>
    <message>
        <location filename="../ui/steps.py"/>
        <source>Turns OpenStreetMap data or a layer of roads into a network that the next steps travel on.</source>
        <translation>Transforme des données OpenStreetMap ou une couche de routes en un réseau sur lequel calculer les temps de trajet des étapes suivantes.</translation>
    </message>
    <message>
        <location filename="../ui/steps.py"/>
        <source>Turns the indicators of each commune into scores: 100 is the region, and a higher score means more fragile.</source>
        <translation>Transforme les indicateurs de chaque commune en scores : 100 est la région, et un score plus élevé signifie plus de fragilité.</translation>
    </message>
    <message>
        <location filename="../ui/steps.py"/>
        <source>Valhalla server</source>
        <translation>Serveur Valhalla</translation>
    </message>
    <message>
        <location filename="../ui/steps.py"/>
        <source>Web map</source>
        <translation>Carte web</translation>
    </message>
    <message>
        <location filename="../ui/steps.py"/>
        <source>Where places are missing</source>
        <translation>Là où il manque des lieux</translation>
    </message>
    <message>
        <location filename="../ui/steps.py"/>
        <source>Writes the GeoJSON, CSV and settings that the public web map reads.</source>
        <translation>Écrit les fichiers GeoJSON, CSV et de réglages que lit la carte web publique.</translation>
    </message>
    <message>
        <location filename="../ui/steps.py"/>
        <source>Yes</source>
        <translation>Oui</translation>
    </message>
    <message>
        <location filename="../ui/whatif/comparison.py"/>
        <source>Scenarios side by side</source>
        <translation>Scénarios côte à côte</translation>
    </message>
    <message>
        <location filename="../ui/whatif/comparison.py"/>
        <source>“Census” is today: every place open, none added. Fragile inhabitants are blank where no score says who is.</source>
        <translation>« Recensement », c’est aujourd’hui : tous les lieux ouverts, aucun ajouté. Les habitants fragiles sont laissés en blanc là où aucun score ne dit qui l’est.</translation>
    </message>
    <message>
        <location filename="../ui/whatif/contents.py"/>
        <source>Close in this scenario</source>
        <translation>Fermer dans ce scénario</translation>
    </message>
    <message>
        <location filename="../ui/whatif/contents.py"/>
        <source>Double-click a line to name the place and say what it offers; Delete takes it out.</source>
        <translation>Double-cliquez sur une ligne pour nommer le lieu et dire ce qu’il propose ; Suppr le retire.</translation>
    </message>
    <message>
        <location filename="../ui/whatif/contents.py"/>
        <source>Name and activities…</source>
        <translation>Nom et activités…</translation>
    </message>
    <message>
        <location filename="../ui/whatif/contents.py"/>
        <source>Open again</source>
        <translation>Rouvrir</translation>
    </message>
    <message>
        <location filename="../ui/whatif/contents.py"/>
        <source>Remove</source>
        <translation>Retirer</translation>
    </message>
    <message>
        <location filename="../ui/whatif/contents.py"/>
        <source>Show on the map</source>
        <translation>Montrer sur la carte</translation>
    </message>
    <message>
        <location filename="../ui/whatif/contents.py"/>
        <location filename="../ui/whatif/site_dialog.py"/>
        <source>What it offers</source>
        <translation>Ce qu’il propose</translation>
    </message>
    <message>
        <location filename="../ui/whatif/contents.py"/>
        <source>no road is near</source>
        <translation>aucune route proche</translation>
    </message>
    <message>
        <location filename="../ui/whatif/contents.py"/>
        <source>not stated</source>
        <translation>non renseigné</translation>
    </message>
    <message>
        <location filename="../ui/whatif/export.py"/>
        <source>Coverage: {scenario}</source>
        <translation>Couverture : {scenario}</translation>
    </message>
    <message>
        <location filename="../ui/whatif/export.py"/>
        <source>Places: {scenario}</source>
        <translation>Lieux : {scenario}</translation>
    </message>
    <message>
        <location filename="../ui/whatif/export.py"/>
        <source>The layer of places is gone. Choose it again under “Places”.</source>
        <translation>La couche des lieux a disparu. Choisissez-la de nouveau sous « Lieux ».</translation>
    </message>
    <message>
        <location filename="../ui/whatif/export.py"/>
        <source>The layers “Places: {scenario}” and “Coverage: {scenario}” are in the project. Choose them on the pages of the atlas and the web map.</source>
        <translation>Les couches « Lieux : {scenario} » et « Couverture : {scenario} » sont dans le projet. Choisissez-les dans les pages de l’atlas et de la carte web.</translation>
    </message>
    <message>
        <location filename="../ui/whatif/layer.py"/>
        <source>What if: today</source>
        <translation>Et si : aujourd’hui</translation>
    </message>
    <message>
        <location filename="../ui/whatif/layer.py"/>
        <source>What if: {scenario}</source>
        <translation>Et si : {scenario}</translation>
    </message>
    <message>
        <location filename="../ui/whatif/page.py"/>
        <source>Before</source>
        <translation>Avant</translation>
    </message>
    <message>
        <location filename="../ui/whatif/page.py"/>
        <source>Click on the map to add a place; drag it; click on a place of the census to close it.</source>
        <translation>Cliquez sur la carte pour ajouter un lieu, faites-le glisser ; cliquez sur un lieu du recensement pour le fermer.</translation>
    </message>
    <message>
        <location filename="../ui/whatif/page.py"/>
        <source>Difference</source>
        <translation>Écart</translation>
    </message>
    <message>
        <location filename="../ui/whatif/page.py"/>
        <source>Fragile</source>
        <translation>Fragiles</translation>
    </message>
    <message>
        <location filename="../ui/whatif/page.py"/>
        <source>In the scenario ({count})</source>
        <translation>Dans le scénario ({count})</translation>
    </message>
    <message>
        <location filename="../ui/whatif/page.py"/>
        <source>Now</source>
        <translation>Après</translation>
    </message>
    <message>
        <location filename="../ui/whatif/page.py"/>
        <source>Reading the network and the people…</source>
        <translation>Lecture du réseau et de la population…</translation>
    </message>
    <message>
        <location filename="../ui/whatif/page.py"/>
        <source>Ready. Places that count: {count} of {total}, territories: {territories}.</source>
        <translation>Prêt. Lieux pris en compte : {count} sur {total}, territoires : {territories}.</translation>
    </message>
    <message>
        <location filename="../ui/whatif/page.py"/>
        <source>Saved (min)</source>
        <translation>Gain (min)</translation>
    </message>
    <message>
        <location filename="../ui/whatif/page.py"/>
        <source>Territory</source>
        <translation>Territoire</translation>
    </message>
    <message>
        <location filename="../ui/whatif/page.py"/>
        <source>Who gains or loses ({count})</source>
        <translation>Qui gagne ou perd ({count})</translation>
    </message>
    <message>
        <location filename="../ui/whatif/page.py"/>
        <source>Within {minutes} min</source>
        <translation>En {minutes} min</translation>
    </message>
    <message>
        <location filename="../ui/whatif/page.py"/>
        <source>Work on the map</source>
        <translation>Agir sur la carte</translation>
    </message>
    <message>
        <location filename="../ui/whatif/scenario_bar.py"/>
        <source>Compare side by side…</source>
        <translation>Comparer côte à côte…</translation>
    </message>
    <message>
        <location filename="../ui/whatif/scenario_bar.py"/>
        <source>Delete</source>
        <translation>Supprimer</translation>
    </message>
    <message>
        <location filename="../ui/whatif/scenario_bar.py"/>
        <source>Duplicate</source>
        <translation>Dupliquer</translation>
    </message>
    <message>
        <location filename="../ui/whatif/scenario_bar.py"/>
        <source>Make layers of it</source>
        <translation>En faire des couches</translation>
    </message>
    <message>
        <location filename="../ui/whatif/scenario_bar.py"/>
        <source>New scenario</source>
        <translation>Nouveau scénario</translation>
    </message>
    <message>
        <location filename="../ui/whatif/scenario_bar.py"/>
        <source>Redo</source>
        <translation>Rétablir</translation>
    </message>
    <message>
        <location filename="../ui/whatif/scenario_bar.py"/>
        <source>Rename the scenario</source>
        <translation>Renommer le scénario</translation>
    </message>
    <message>
        <location filename="../ui/whatif/scenario_bar.py"/>
        <source>Rename…</source>
        <translation>Renommer…</translation>
    </message>
    <message>
        <location filename="../ui/whatif/scenario_bar.py"/>
        <source>Scenarios</source>
        <translation>Scénarios</translation>
    </message>
    <message>
        <location filename="../ui/whatif/scenario_bar.py"/>
        <source>The scenario looked at</source>
        <translation>Le scénario regardé</translation>
    </message>
    <message>
        <location filename="../ui/whatif/scenario_bar.py"/>
        <source>Undo (Ctrl+Z on the map)</source>
        <translation>Annuler (Ctrl+Z sur la carte)</translation>
    </message>
    <message>
        <location filename="../ui/whatif/services.py"/>
        <source>Any place</source>
        <translation>Tout lieu</translation>
    </message>
    <message>
        <location filename="../ui/whatif/site_dialog.py"/>
        <source>Place of the scenario</source>
        <translation>Lieu du scénario</translation>
    </message>
    <message>
        <location filename="../ui/whatif/tables.py"/>
        <source>Places added</source>
        <translation>Lieux ajoutés</translation>
    </message>
    <message>
        <location filename="../ui/whatif/tables.py"/>
        <source>mean minutes</source>
        <translation>minutes en moyenne</translation>
    </message>
    <message>
        <location filename="../ui/whatif/tables.py"/>
        <source>of whom fragile</source>
        <translation>dont fragiles</translation>
    </message>
    <message>
        <location filename="../ui/whatif/tables.py"/>
        <source>share (%)</source>
        <translation>part (%)</translation>
    </message>
    <message>
        <location filename="../ui/whatif/tables.py"/>
        <source>{mode}: {figure}</source>
        <translation>{mode} : {figure}</translation>
    </message>
    <message>
        <location filename="../ui/whatif/tables.py"/>
        <source>{mode}: {figure} within {minutes} min</source>
        <translation>{mode} : {figure} en {minutes} min</translation>
    </message>
</context>
</TS>
