"""The styled project: groups, order, extent, written whole or not at all."""

from __future__ import annotations

import errno
import os
import tempfile
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from qgis.core import (
    Qgis,
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsLayerTreeGroup,
    QgsLayerTreeModel,
    QgsMapThemeCollection,
    QgsProject,
    QgsRectangle,
    QgsReferencedRectangle,
    QgsVectorFileWriter,
    QgsVectorLayer,
)

from ..common.errors import OutputError
from ..common.files import atomic_output, require_room
from ..common.modes import by_mode
from ..common.projection import metric_epsg
from ..common.text import tr
from ..nomenclature import Nomenclature
from .bivariate_style import BIVARIATE
from .inert import field_is, shown_name
from .isochrone_style import modes_of
from .layouts import add_bivariate_layout
from .palette import colour
from .record import record_of, save_record
from .style import style_layer
from .tables import require_system
from .territory_style import SCORE, fragility_title, outline_level
from .views import coverage_views

WGS84 = QgsCoordinateReferenceSystem("EPSG:4326")


@dataclass
class Content:
    """The layers of a project, each referenced by its own source."""

    places: QgsVectorLayer
    territories: Sequence[QgsVectorLayer] = field(default_factory=tuple)
    coverage: Sequence[QgsVectorLayer] = field(default_factory=tuple)
    isochrones: Sequence[QgsVectorLayer] = field(default_factory=tuple)

    def layers(self) -> list[QgsVectorLayer]:
        return [self.places, *self.territories, *self.coverage, *self.isochrones]


def write_project(
    path: Path, content: Content, nomenclature: Nomenclature | None = None
) -> QgsProject:
    """Writes a styled project of clones of the layers, and returns it.

    Layers in memory are saved into a GeoPackage beside the project. Raises
    InputError for a layer without a reference system, OutputError.
    """
    extent = _extent(content)
    content = _on_disk(path, content)
    project = QgsProject()
    project.setTitle(tr("Digital inclusion places"))
    project.setFilePathStorage(Qgis.FilePathType.Relative)
    project.setBackgroundColor(colour("paper"))
    project.setCrs(_metric_crs(extent))
    _add_layers(project, content, nomenclature)
    _add_views(project)
    _set_extent(project, extent)
    _add_layouts(project)
    _write(project, path)
    return project


def _add_layers(project: QgsProject, content: Content, nomenclature: Nomenclature | None) -> None:
    root = project.layerTreeRoot()
    group = root.addGroup(tr("Places"))
    _add(project, group, content.places, tr("Digital inclusion places"), "places", nomenclature)

    outlines = sorted(content.territories, key=lambda layer: _LEVELS.index(outline_level(layer)))
    group = _group(root, tr("Zones"), outlines)
    for layer in outlines:
        added = _add(project, group, layer, outline_title(layer), "outline")
        added.setExpanded(False)

    group = _group(root, tr("Accessibility"), [*content.isochrones, *content.coverage])
    for layer in content.isochrones:
        _add_isochrones(project, group, layer)
    for layer in content.coverage:
        _add_coverage(project, group, layer)

    scored = [layer for layer in content.territories if layer.fields().lookupField(SCORE) >= 0]
    group = _group(root, tr("Fragility"), scored)
    for layer in scored:
        title = fragility_title(layer)
        if len(scored) > 1:
            title = tr("{title}: {zones}", title=title, zones=outline_title(layer))
        _add(project, group, layer, title, "territories")


def _add_views(project: QgsProject) -> None:
    """A map theme for each filled map, which shows it alone; fragility's, or the first, is on."""
    root, themes = project.layerTreeRoot(), project.mapThemeCollection()
    groups = [root.findGroup(tr("Accessibility")), root.findGroup(tr("Fragility"))]
    nodes = [node for group in groups if group for node in group.findLayers()]
    model = QgsLayerTreeModel(root)
    # The view that was made last stays visible.
    for shown in nodes if groups[1] else reversed(nodes):
        for node in nodes:
            node.setItemVisibilityChecked(node is shown)
        for title, style in _looks(shown.layer()):
            shown.layer().styleManager().setCurrentStyle(style)
            record = QgsMapThemeCollection.createThemeFromCurrentState(root, model)
            themes.insert(title, record)


def _add_layouts(project: QgsProject) -> None:
    """A print layout for each view of fragility with travel time, whose key is a square."""
    for name in project.mapThemeCollection().mapThemes():
        for record in project.mapThemeCollection().mapThemeState(name).layerRecords():
            views = coverage_views(record.layer().fields().names())
            if record.currentStyle in [view.title for view in views if view.look == BIVARIATE]:
                add_bivariate_layout(project, name, project.viewSettings().defaultViewExtent())


def _looks(layer: QgsVectorLayer) -> list[tuple[str, str]]:
    """(name of the view, style) of each way to look at a layer, the first one last."""
    styles = layer.styleManager().styles()
    if len(styles) < 2:
        return [(layer.name(), styles[0])]
    first = layer.styleManager().currentStyle()
    ordered = [style for style in styles if style != first] + [first]
    return [
        (tr("{title}: {zones}", title=style, zones=outline_title(layer)), style)
        for style in ordered
    ]


#: From the thickest outline, drawn on top, to the thinnest.
_LEVELS = ("departement", "epci", "zone", "commune")


def outline_title(layer: QgsVectorLayer) -> str:
    """What a layer of territories is called."""
    titles = {
        "departement": tr("Départements"),
        "epci": tr("EPCI"),
        "commune": tr("Communes"),
    }
    return titles.get(outline_level(layer)) or layer.name()


def _add_isochrones(project: QgsProject, group: QgsLayerTreeGroup, layer: QgsVectorLayer) -> None:
    """One layer per mode, each in its hue."""
    modes = modes_of(layer)
    for mode in modes:
        part = layer.clone()
        if len(modes) > 1:
            part.setSubsetString(field_is(part, "mode", mode))
        title = tr("Travel time {by_mode}", by_mode=by_mode(mode))
        _add(project, group, part, title, "isochrones")


def _add_coverage(project: QgsProject, group: QgsLayerTreeGroup, layer: QgsVectorLayer) -> None:
    """One layer, with a named style per way to look at it."""
    title = tr("Coverage: {zones}", zones=outline_title(layer))
    _add(project, group, layer, title, "coverage").setExpanded(False)


def _group(
    root: QgsLayerTreeGroup, name: str, layers: Sequence[QgsVectorLayer]
) -> QgsLayerTreeGroup:
    """A group, unless it would be empty."""
    return root.addGroup(name) if layers else root


def _add(
    project: QgsProject,
    group: QgsLayerTreeGroup,
    layer: QgsVectorLayer,
    title: str,
    role: str,
    nomenclature: Nomenclature | None = None,
):
    copy = layer.clone()
    copy.setName(shown_name(title))
    style_layer(copy, role, nomenclature)
    project.addMapLayer(copy, False)
    return group.addLayer(copy)


def _on_disk(path: Path, content: Content) -> Content:
    """``content`` with its memory layers saved into one GeoPackage beside the project."""
    in_memory = [layer for layer in content.layers() if layer.dataProvider().name() == "memory"]
    if not in_memory:
        return content
    package = path.with_name(f"{path.stem}_layers.gpkg")
    saved: dict[str, QgsVectorLayer] = {}
    with atomic_output(package) as temporary:
        for number, layer in enumerate(in_memory, start=1):
            _save(layer, temporary, f"layer_{number}", append=number > 1)
            if record := record_of(layer):
                save_record(temporary, record, package.parent, f"layer_{number}")
    for number, layer in enumerate(in_memory, start=1):
        saved[layer.id()] = QgsVectorLayer(
            f"{package}|layername=layer_{number}", layer.name(), "ogr"
        )

    def swap(layers: Sequence[QgsVectorLayer]) -> list[QgsVectorLayer]:
        return [saved.get(layer.id(), layer) for layer in layers]

    return Content(
        swap([content.places])[0],
        swap(content.territories),
        swap(content.coverage),
        swap(content.isochrones),
    )


def _save(layer: QgsVectorLayer, package: Path, name: str, append: bool) -> None:
    options = QgsVectorFileWriter.SaveVectorOptions()
    options.driverName = "GPKG"
    options.layerName = name
    if append:
        options.actionOnExistingFile = (
            QgsVectorFileWriter.ActionOnExistingFile.CreateOrOverwriteLayer
        )
    error, reason, *_ = QgsVectorFileWriter.writeAsVectorFormatV3(
        layer, str(package), QgsProject().transformContext(), options
    )
    if error != QgsVectorFileWriter.WriterError.NoError:
        raise OutputError(tr("Cannot write {path}: {reason}", path=package, reason=reason))


def _extent(content: Content) -> QgsReferencedRectangle:
    """The first extent: the territories when there are some, because a place may be misplaced."""
    layers = [*content.territories, *content.coverage] or [content.places]
    extent = QgsRectangle()
    for layer in layers:
        require_system(layer.crs(), layer.name())
        to_wgs84 = QgsCoordinateTransform(layer.crs(), WGS84, QgsProject().transformContext())
        box = layer.extent()
        if not box.isNull():
            extent.combineExtentWith(to_wgs84.transformBoundingBox(box))
    return QgsReferencedRectangle(extent, WGS84)


def _metric_crs(extent: QgsReferencedRectangle) -> QgsCoordinateReferenceSystem:
    centre = extent.center()
    return QgsCoordinateReferenceSystem.fromEpsgId(metric_epsg(centre.x(), centre.y()))


def _set_extent(project: QgsProject, extent: QgsReferencedRectangle) -> None:
    if extent.isNull():
        return
    transform = QgsCoordinateTransform(extent.crs(), project.crs(), project)
    box = transform.transformBoundingBox(extent)
    box.scale(1.05)
    project.viewSettings().setDefaultViewExtent(QgsReferencedRectangle(box, project.crs()))


def _write(project: QgsProject, path: Path) -> None:
    """Written under a temporary name in the same folder, where relative paths are valid, then
    renamed."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(suffix=".qgz", prefix=f"{path.stem}-", dir=path.parent)
        os.close(handle)
    except OSError as error:
        raise OutputError(
            tr("Cannot write {path}: {reason}", path=path, reason=error.strerror)
        ) from error
    try:
        if not project.write(name):
            raise OutputError(
                tr("Cannot write {path}: {reason}", path=path, reason=project.error())
            )
        _require_whole(Path(name))
        os.replace(name, path)
    except (OSError, zipfile.BadZipFile) as error:
        reason = getattr(error, "strerror", None) or error
        raise OutputError(tr("Cannot write {path}: {reason}", path=path, reason=reason)) from error
    finally:
        for file_name in (name, name.replace(".qgz", ".qgz~")):
            Path(file_name).unlink(missing_ok=True)
    project.setFileName(str(path))


def _require_whole(written: Path) -> None:
    """Raises OSError for a project that was cut short: QGIS does not look."""
    require_room(written.parent)
    with zipfile.ZipFile(written) as archive:
        if archive.testzip() is not None:
            raise OSError(errno.EIO, os.strerror(errno.EIO))
