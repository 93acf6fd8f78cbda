// "12 条新微博": posts that arrive wait behind a button; nothing moves under the reader's eyes.
import { all, one } from './dom.js';
import { refresh } from './time.js';

const FIRST_WAIT = 2_000, LONGEST_WAIT = 60_000;
const cards = one('[data-cards][data-stream]');
const button = one('[data-fresh]');
const badges = all('[data-unread]');
const counts = { notices: shown('notices'), messages: shown('messages') };
const signedIn = one('.viewer') !== null;
let waiting = 0;

if (window.EventSource && (cards || signedIn)) connect(FIRST_WAIT);

function connect(wait) {
  const source = new EventSource(`/events?stream=${encodeURIComponent(cards?.dataset.stream ?? 'home')}`);
  let pause = wait;
  source.addEventListener('open', () => { pause = FIRST_WAIT; });
  source.addEventListener('post', (event) => arrived(event.data));
  source.addEventListener('unread', (event) => unread('notices', Number(event.data)));
  source.addEventListener('messages', (event) => unread('messages', Number(event.data)));
  // For the page of messages, which has a script of its own.
  source.addEventListener('conversation', (event) => document.dispatchEvent(new CustomEvent('conversation', { detail: event.data })));
  source.addEventListener('error', () => {
    if (source.readyState === EventSource.CONNECTING) return;
    source.close();
    setTimeout(connect, pause + Math.random() * pause, Math.min(pause * 2, LONGEST_WAIT));
  });
}

function arrived(id) {
  if (!cards || !button || one(`[data-id="${CSS.escape(id)}"]`, cards)) return;
  waiting += 1;
  button.textContent = (waiting === 1 ? button.dataset.one : button.dataset.many).replace('{0}', waiting);
  button.hidden = false;
}

button?.addEventListener('click', async () => {
  button.disabled = true;
  try {
    const answer = await fetch(location.pathname + location.search, { headers: { Accept: 'text/html', 'X-Fragment': 'cards' } });
    if (!answer.ok) throw new Error(String(answer.status));
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
    prepend(all('body > [data-id]', page));
    waiting = 0;
    button.hidden = true;
  } catch {
    location.reload();
  } finally {
    button.disabled = false;
  }
});

function prepend(fresh) {
  const known = new Set([...all('[data-id]', cards)].map((card) => card.dataset.id));
  const news = [...fresh].filter((card) => !known.has(card.dataset.id));
  // More than a page arrived: there is a gap between the new page and the old one, so start anew.
  if (known.size > 0 && news.length === fresh.length) return location.reload();
  cards.prepend(...news.map((card) => document.adoptNode(card)));
  refresh(cards);
  news[0]?.scrollIntoView({ block: 'nearest' });
}

function unread(what, count) {
  counts[what] = count;
  for (const badge of badges) {
    const now = counts[badge.dataset.unread] ?? counts.notices + counts.messages;
    badge.hidden = !now;
    badge.textContent = now > 99 ? '99+' : String(now);
  }
  outside();
}

/** Also where the page itself is not seen: in the name of its tab, and on its icon where the system shows one. */
function outside() {
  const waiting = counts.notices + counts.messages;
  const name = document.title.replace(/^\(\d+\+?\) /, '');
  document.title = waiting ? `(${waiting > 99 ? '99+' : waiting}) ${name}` : name;
  if (waiting) navigator.setAppBadge?.(waiting)?.catch(() => {});
  else navigator.clearAppBadge?.()?.catch(() => {});
}

function shown(what) {
  return Number.parseInt(one(`[data-unread="${what}"]`)?.textContent ?? '', 10) || 0;
}
