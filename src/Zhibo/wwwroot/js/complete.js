// Offers accounts after @ and topics after #, from /complete?q=@… : [{ "text": "@微博德阳", "hint": "市委市政府" }].
// Only what has been typed is looked at, and what an input method is still composing is left alone.
const PAUSE = 150;
let serial = 0;

export function complete(box, form) {
  const list = document.createElement('ul');
  list.className = 'completions';
  list.id = `${box.id}-completions`;
  list.setAttribute('role', 'listbox');
  list.setAttribute('aria-label', box.labels[0]?.textContent ?? '');
  list.hidden = true;
  form.append(list);
  box.setAttribute('aria-autocomplete', 'list');
  box.setAttribute('aria-controls', list.id);
  let timer = 0, chosen = -1;

  const close = () => { list.hidden = true; chosen = -1; box.removeAttribute('aria-activedescendant'); };
  const word = () => /[@#＠＃][^\s@#＠＃，。！？、：；“”]{0,30}$/.exec(box.value.slice(0, box.selectionStart))?.[0];

  box.addEventListener('input', () => {
    clearTimeout(timer);
    const typed = word();
    if (!typed || typed.length < 2) return close();
    timer = setTimeout(ask, PAUSE, typed);
  });
  box.addEventListener('blur', () => setTimeout(close, PAUSE));
  box.addEventListener('keydown', (event) => {
    if (list.hidden || event.isComposing) return;
    if (event.key === 'Escape') close();
    else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') choose(chosen + (event.key === 'ArrowDown' ? 1 : -1));
    else if ((event.key === 'Enter' || event.key === 'Tab') && chosen >= 0) take(list.children[chosen].dataset.text);
    else return;
    event.preventDefault();
  });
  list.addEventListener('mousedown', (event) => {
    event.preventDefault();
    const row = event.target.closest('li');
    if (row) take(row.dataset.text);
  });

  async function ask(typed) {
    const mine = ++serial;
    try {
      const answer = await fetch(`/complete?q=${encodeURIComponent(typed)}`, { headers: { Accept: 'application/json' } });
      const found = answer.ok ? await answer.json() : [];
      if (mine === serial) show(found);
    } catch { close(); }
  }

  function show(found) {
    if (!found.length) return close();
    list.replaceChildren(...found.slice(0, 6).map(({ text, hint }, i) => {
      const row = document.createElement('li'), note = document.createElement('span');
      row.id = `${list.id}-${i}`;
      row.setAttribute('role', 'option');
      row.dataset.text = text;
      note.textContent = hint ?? '';
      row.append(text, note);
      return row;
    }));
    list.hidden = false;
    choose(0);
  }

  function choose(next) {
    const rows = [...list.children];
    chosen = (next + rows.length) % rows.length;
    rows.forEach((row, i) => row.setAttribute('aria-selected', String(i === chosen)));
    box.setAttribute('aria-activedescendant', rows[chosen].id);
  }

  function take(text) {
    const typed = word() ?? '';
    box.setRangeText(`${text} `, box.selectionStart - typed.length, box.selectionStart, 'end');
    close();
    box.dispatchEvent(new Event('input', { bubbles: true }));
    box.focus();
  }
}
