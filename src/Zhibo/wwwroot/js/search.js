// Offers accounts and topics while something is typed into a search field: [{ "text": "微博德阳", "hint": "…", "url": "/@…" }].
// The field stays an ordinary one: Enter searches unless an offer was chosen with the arrow keys.
import { on } from './dom.js';

const PAUSE = 150;
let serial = 0;

on('focusin', 'input[data-suggest]', attach);
// A field with autofocus has the focus before this script is there.
if (document.activeElement?.matches('input[data-suggest]')) attach(document.activeElement);

// As on many sites: / goes to the search, unless somebody is writing.
document.addEventListener('keydown', (event) => {
  if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || event.target.closest('input, textarea, select, [contenteditable]')) return;
  const box = [...document.querySelectorAll('input[data-suggest]')].reverse().find((field) => field.offsetParent);
  if (!box) return;
  event.preventDefault();
  box.focus();
});

function attach(box) {
  if (box.hasAttribute('aria-controls')) return;
  const list = document.createElement('ul');
  list.className = 'completions suggestions';
  list.id = `${box.id}-suggestions`;
  list.setAttribute('role', 'listbox');
  list.setAttribute('aria-label', box.labels[0]?.textContent.trim() ?? '');
  list.hidden = true;
  box.parentElement.append(list);
  for (const [name, value] of [['role', 'combobox'], ['aria-autocomplete', 'list'], ['aria-controls', list.id], ['aria-expanded', 'false']]) box.setAttribute(name, value);
  let timer = 0, chosen = -1;

  const close = () => {
    list.hidden = true;
    chosen = -1;
    box.setAttribute('aria-expanded', 'false');
    box.removeAttribute('aria-activedescendant');
  };

  box.addEventListener('input', () => {
    clearTimeout(timer);
    if (!box.value.trim()) return close();
    timer = setTimeout(ask, PAUSE);
  });
  box.addEventListener('blur', () => setTimeout(close, PAUSE));
  box.addEventListener('keydown', (event) => {
    if (list.hidden || event.isComposing) return;
    if (event.key === 'Escape') close();
    else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') choose(chosen + (event.key === 'ArrowDown' ? 1 : -1));
    else if (event.key === 'Enter' && chosen >= 0) location.href = list.children[chosen].dataset.url;
    else return;
    event.preventDefault();
  });
  list.addEventListener('mousedown', (event) => {
    event.preventDefault();
    const row = event.target.closest('li');
    if (row) location.href = row.dataset.url;
  });

  async function ask() {
    const mine = ++serial;
    try {
      const answer = await fetch(`${box.dataset.suggest}?q=${encodeURIComponent(box.value)}`, { headers: { Accept: 'application/json' } });
      const found = answer.ok ? await answer.json() : [];
      if (mine === serial && document.activeElement === box) show(found);
    } catch { close(); }
  }

  function show(found) {
    if (!found.length) return close();
    list.replaceChildren(...found.map(({ text, hint, url }, i) => {
      const row = document.createElement('li'), note = document.createElement('span');
      row.id = `${list.id}-${i}`;
      row.setAttribute('role', 'option');
      row.setAttribute('aria-selected', 'false');
      row.dataset.url = url;
      note.textContent = hint;
      row.append(text, note);
      return row;
    }));
    chosen = -1;
    list.hidden = false;
    box.setAttribute('aria-expanded', 'true');
    box.removeAttribute('aria-activedescendant');
  }

  // One place before the first and behind the last is the field itself.
  function choose(next) {
    const rows = [...list.children];
    chosen = next < -1 ? rows.length - 1 : next >= rows.length ? -1 : next;
    rows.forEach((row, i) => row.setAttribute('aria-selected', String(i === chosen)));
    if (chosen >= 0) box.setAttribute('aria-activedescendant', rows[chosen].id);
    else box.removeAttribute('aria-activedescendant');
  }
}
