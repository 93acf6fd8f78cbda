// A conversation that is open follows what is said and read in it. Without this the page shows it when it is loaded again.
import { one } from './dom.js';
import { refresh } from './time.js';

const NEAR = 160;
let talk = one('[data-talk]');
let waiting = false;

// Older pages stay as they are.
if (talk && !new URLSearchParams(location.search).has('before')) {
  if (!location.hash || location.hash === '#end') toEnd();
  document.addEventListener('conversation', (event) => { if (event.detail === talk.dataset.talk) follow(); });
  document.addEventListener('visibilitychange', () => { if (waiting) follow(); });
}

/** The server counts as read what it shows: nothing is asked for while nobody looks. */
async function follow() {
  waiting = document.hidden;
  if (waiting) return;
  const near = document.documentElement.scrollHeight - (window.scrollY + window.innerHeight) < NEAR;
  try {
    const answer = await fetch(location.pathname, { headers: { Accept: 'text/html' } });
    const fresh = answer.ok && one('[data-talk]', new DOMParser().parseFromString(await answer.text(), 'text/html'));
    if (!fresh) return;
    const more = fresh.children.length !== talk.children.length || fresh.lastElementChild?.id !== talk.lastElementChild?.id;
    talk.replaceWith(document.adoptNode(fresh));
    talk = fresh;
    refresh(talk);
    if (more && near) toEnd();
  } catch { /* the next event brings it */ }
}

function toEnd() {
  one('#end')?.scrollIntoView({ block: 'end' });
}
