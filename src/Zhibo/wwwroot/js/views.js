// Tells the site which posts stood on the screen for a second, a few times a minute at most.
import { all } from './dom.js';

const LONG_ENOUGH = 1_000, PAUSE = 5_000, MOST = 50;
const told = new Set(), seen = new Set(), timers = new Map();
let report = 0;

if (window.IntersectionObserver && navigator.sendBeacon) {
  const watcher = new IntersectionObserver(entries => entries.forEach(look), { threshold: 0.5 });
  const watch = root => all('article[data-id]', root).forEach(card => watcher.observe(card));
  watch(document);
  new MutationObserver(changes => changes.forEach(change => change.addedNodes.forEach(node => {
    if (node.nodeType !== Node.ELEMENT_NODE) return;
    if (node.matches('article[data-id]')) watcher.observe(node);
    watch(node);
  }))).observe(document.body, { childList: true, subtree: true });
  document.addEventListener('visibilitychange', () => { if (document.visibilityState === 'hidden') tell(); });
}

function look({ target, isIntersecting }) {
  const id = target.dataset.id;
  if (told.has(id)) return;
  if (!isIntersecting) {
    clearTimeout(timers.get(id));
    timers.delete(id);
  } else if (!timers.has(id)) {
    timers.set(id, setTimeout(() => {
      seen.add(id);
      report ||= setTimeout(tell, PAUSE);
    }, LONG_ENOUGH));
  }
}

function tell() {
  clearTimeout(report);
  report = 0;
  while (seen.size > 0) {
    const ids = [...seen].slice(0, MOST);
    ids.forEach(id => { seen.delete(id); told.add(id); });
    navigator.sendBeacon('/views', new URLSearchParams({ ids: ids.join(',') }));
  }
}
