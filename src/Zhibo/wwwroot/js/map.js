// Draws a map where [data-map] stands; the list beside it says the same without it.
import { control, divIcon, latLngBounds, map as mapOf, marker, tileLayer } from 'leaflet/dist/leaflet-src.esm.js';
import { all, one } from './dom.js';

const DEEPEST = 16, SMALL = 26, LARGE = 40;
const ground = one('[data-map]');
const spots = groups(all('[data-places] [data-lat]'));

if (ground && spots.length > 0) draw();

/** Places at one spot share a marker: several offices in one house, or all without a place of their own. */
function groups(places) {
  const at = new Map();
  for (const place of places) {
    const { lat, long } = place.dataset;
    if (!long) continue;
    const key = `${lat} ${long}`;
    at.set(key, [...(at.get(key) ?? []), place]);
  }
  return [...at.values()];
}

function draw() {
  ground.hidden = false;
  const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
  const map = mapOf(ground, { zoomControl: false, attributionControl: false, maxZoom: DEEPEST, zoomAnimation: !calm, fadeAnimation: !calm, markerZoomAnimation: !calm });
  control.zoom({ zoomInTitle: ground.dataset.zoomIn, zoomOutTitle: ground.dataset.zoomOut }).addTo(map);
  if (ground.dataset.tiles) {
    control.attribution({ prefix: false }).addTo(map);
    tileLayer(ground.dataset.tiles, { maxZoom: DEEPEST, attribution: escaped(ground.dataset.credit ?? '') }).addTo(map);
  }
  const points = spots.map((places) => pin(places).addTo(map).getLatLng());
  map.fitBounds(latLngBounds(points).pad(0.1), { maxZoom: 12 });
}

function pin(places) {
  const { lat, long } = places[0].dataset;
  const count = places.reduce((sum, place) => sum + Number(place.dataset.count ?? 1), 0);
  const size = count > 1 ? LARGE : SMALL;
  const name = places.length === 1 ? one('a', places[0]).textContent : `${one('a', places[0]).textContent} (${places.length})`;
  const icon = divIcon({ className: 'pin', html: count > 1 ? String(count) : '', iconSize: [size, size] });
  return marker([Number(lat), Number(long)], { icon, title: name, alt: name }).bindPopup(() => list(places));
}

function list(places) {
  const items = document.createElement('ul');
  items.append(...places.map((place) => {
    const item = document.createElement('li');
    item.append(...[...place.children].map((child) => child.cloneNode(true)));
    return item;
  }));
  return items;
}

function escaped(text) {
  const span = document.createElement('span');
  span.textContent = text;
  return span.innerHTML;
}
