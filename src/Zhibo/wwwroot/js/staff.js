// Staff pages: keyboard and live numbers. Everything works without it.
import { all, one } from './dom.js';

const FIRST_WAIT = 2_000, LONGEST_WAIT = 60_000;
const desk = one('[data-events]');
const news = one('[data-news]');
const reply = one('[data-reply] textarea');
const help = one('[data-keys-help]');
let seen = null;

if (desk && window.EventSource) connect(FIRST_WAIT);

function connect(wait) {
  const source = new EventSource(desk.dataset.events);
  let pause = wait;
  source.addEventListener('open', () => { pause = FIRST_WAIT; });
  source.addEventListener('counts', (event) => show(JSON.parse(event.data)));
  source.addEventListener('error', () => {
    if (source.readyState === EventSource.CONNECTING) return;
    source.close();
    setTimeout(connect, pause + Math.random() * pause, Math.min(pause * 2, LONGEST_WAIT));
  });
}

/** Numbers change in place; a list never moves under the reader's eyes, it offers to load anew. */
function show(counts) {
  for (const sign of all('[data-count]')) {
    const count = counts[sign.dataset.count] ?? 0;
    sign.textContent = String(count);
    if (sign.classList.contains('count')) sign.hidden = count === 0;
  }
  if (!news) return;
  const now = counts[news.dataset.news] ?? 0;
  if (seen !== null && now > seen) news.hidden = false;
  seen = now;
}

const keys = {
  j: () => step(1),
  k: () => step(-1),
  r: () => reply?.focus(),
  a: () => one('button[data-take]')?.click(),
  '/': () => one('#queue-search')?.focus(),
  '?': () => { if (help) help.open = !help.open; },
};

document.addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (event.target instanceof Element && event.target.closest('input, textarea, select, [contenteditable]')) {
    if (event.key === 'Escape') event.target.blur();
    return;
  }
  const act = one('[data-queue]') && keys[event.key];
  if (!act) return;
  event.preventDefault();
  act();
});

function step(by) {
  const links = [...all('[data-queue] a')];
  const focused = links.indexOf(document.activeElement);
  const at = focused >= 0 ? focused : links.findIndex((link) => link.getAttribute('aria-current') === 'true');
  const next = links[Math.max(0, Math.min(links.length - 1, at + by))];
  if (!next) return;
  // With an item open the next one opens; in the list alone it is only chosen.
  if (one('.panes.reading')) next.click();
  else next.focus();
}

one('[data-queue] [aria-current="true"]')?.scrollIntoView({ block: 'nearest' });

// One box in the head of a table ticks all.
for (const box of all('[data-tick-all]')) {
  box.hidden = false;
  box.addEventListener('change', () => {
    for (const one of all('input[type="checkbox"][name]', box.closest('form'))) one.checked = box.checked;
  });
}
