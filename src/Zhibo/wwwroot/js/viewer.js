// Pictures large, one after the other: arrow keys, swipe, the words below. Without it the link opens the picture itself.
import { on } from './dom.js';

const SWIPE = 40;
let dialog, shown = [], at = 0, from = null;

on('click', '.media[data-viewer] a.picture', (link, event) => {
  if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey || !window.HTMLDialogElement) return;
  event.preventDefault();
  const grid = link.closest('.media');
  shown = [...grid.querySelectorAll('a.picture')];
  dialog ??= build(grid.dataset.viewer.split('|'));
  show(shown.indexOf(link));
  from = link;
  dialog.showModal();
});

function build([name, close, before, next]) {
  const made = document.createElement('dialog');
  made.className = 'viewer-box';
  made.setAttribute('aria-label', name);
  made.innerHTML = '<figure><img alt=""><figcaption></figcaption></figure><p class="place" aria-live="polite"></p>';
  for (const [kind, label, icon, act] of [['before', before, 'back', () => show(at - 1)], ['next', next, 'next', () => show(at + 1)], ['close', close, 'close', () => made.close()]]) {
    const button = document.createElement('button');
    button.type = 'button';
    button.className = kind;
    button.setAttribute('aria-label', label);
    button.innerHTML = `<svg class="icon" aria-hidden="true"><use href="#i-${icon}"></use></svg>`;
    button.addEventListener('click', act);
    made.append(button);
  }
  made.addEventListener('click', (event) => { if (event.target === made || event.target.localName === 'figure') made.close(); });
  made.addEventListener('close', () => from?.focus());
  made.addEventListener('keydown', (event) => {
    if (event.key === 'ArrowLeft') show(at - 1);
    else if (event.key === 'ArrowRight') show(at + 1);
    else if (event.key === 'Home') show(0);
    else if (event.key === 'End') show(shown.length - 1);
  });
  swipe(made);
  document.body.append(made);
  return made;
}

function swipe(made) {
  let start = null;
  made.addEventListener('touchstart', (event) => { start = event.touches.length === 1 ? event.touches[0] : null; }, { passive: true });
  made.addEventListener('touchend', (event) => {
    if (!start) return;
    const across = event.changedTouches[0].clientX - start.clientX, down = event.changedTouches[0].clientY - start.clientY;
    start = null;
    if (Math.abs(across) > SWIPE && Math.abs(across) > Math.abs(down)) show(at + (across < 0 ? 1 : -1));
    else if (down > SWIPE * 2 && Math.abs(down) > Math.abs(across)) made.close();
  }, { passive: true });
}

function show(place) {
  if (place < 0 || place >= shown.length) return;
  at = place;
  const link = shown[at], small = link.querySelector('img'), image = dialog.querySelector('img');
  image.alt = small.alt;
  // What the page has already stands there until the large one has come.
  image.width = small.width ? small.getAttribute('width') : 0;
  image.height = small.getAttribute('height');
  image.src = small.currentSrc || small.src;
  load(link.dataset.large ?? link.href).then((address) => { if (shown[at] === link) image.src = address; }, () => {});
  dialog.querySelector('figcaption').textContent = small.alt;
  dialog.querySelector('.place').textContent = shown.length > 1 ? `${at + 1} / ${shown.length}` : '';
  dialog.querySelector('.before').hidden = at === 0;
  dialog.querySelector('.next').hidden = at === shown.length - 1;
  if (shown[at + 1]) load(shown[at + 1].dataset.large ?? shown[at + 1].href).catch(() => {});
}

async function load(address) {
  const image = new Image();
  image.src = address;
  await image.decode();
  return address;
}
