// Files of a composer: chosen, dropped, pasted or taken with the camera, sent at once with their progress, described, put in
// order. Without it they go with the form.
import { all, one } from './dom.js';

const AT_ONCE = 2;

/** Tells the composer through `changed` whenever there is something, or nothing, to send beside the text. */
export function attach(form, changed) {
  const box = one('[data-attached]', form);
  if (!box) return { count: () => 0, busy: () => false, ready: () => Promise.resolve() };
  const list = one('ol', box), pick = one('input[type=file]', box), fault = one('.error', box);
  const [sending, failed, tooMany, mixed, moved] = box.dataset.words.split('|');
  const waiting = [], most = Number(box.dataset.most);
  let running = 0, done = [];

  pick.removeAttribute('name');
  one('.ahead', box).hidden = true;
  pick.addEventListener('change', () => { add(pick.files); pick.value = ''; });
  form.addEventListener('paste', (event) => {
    if (event.clipboardData?.files.length) { event.preventDefault(); add(event.clipboardData.files); }
  });
  form.addEventListener('dragover', (event) => {
    if (!event.dataTransfer.types.includes('Files')) return;
    event.preventDefault();
    form.classList.add('over');
  });
  form.addEventListener('dragleave', (event) => { if (!form.contains(event.relatedTarget)) form.classList.remove('over'); });
  form.addEventListener('drop', (event) => {
    form.classList.remove('over');
    if (event.dataTransfer.files.length) { event.preventDefault(); add(event.dataTransfer.files); }
  });
  list.addEventListener('click', (event) => {
    const button = event.target.closest('button[name=act]');
    if (!button) return;
    event.preventDefault();
    act(button.closest('li'), button.value.split('-')[0], button);
  });
  order(list);
  for (const item of all('li', list)) item.dataset.done = '';

  function add(files) {
    say('');
    for (const file of files) {
      const kind = file.type.split('/')[0], there = [...all('li', list)];
      if (there.length >= most) return say(tooMany);
      if (there.length && (kind !== 'image' || there.some((item) => item.dataset.kind !== 'picture'))) return say(mixed);
      const item = one('template', box).content.firstElementChild.cloneNode(true);
      item.dataset.kind = kind === 'image' ? 'picture' : kind;
      one('img', item).hidden = true;
      one('progress', item).setAttribute('aria-label', `${sending} ${file.name}`);
      list.append(item);
      waiting.push({ item, file });
    }
    next();
    changed();
  }

  function next() {
    while (running < AT_ONCE && waiting.length) send(waiting.shift());
    if (!running && !waiting.length) done.splice(0).forEach((tell) => tell());
  }

  function send({ item, file }) {
    if (!item.isConnected) return;
    running += 1;
    const call = new XMLHttpRequest(), body = new FormData(), bar = one('progress', item);
    body.append('file', file, file.name);
    call.open('POST', box.dataset.action);
    call.setRequestHeader('Accept', 'application/json');
    call.upload.addEventListener('progress', (event) => { if (event.lengthComputable) bar.value = (event.loaded / event.total) * 100; });
    call.upload.addEventListener('load', () => bar.removeAttribute('value'));
    call.addEventListener('loadend', () => {
      running -= 1;
      if (call.status === 200) arrived(item, JSON.parse(call.responseText));
      else { item.remove(); say(reason(call)); }
      next();
      changed();
    });
    item.cancel = () => call.abort();
    call.send(body);
  }

  function arrived(item, answer) {
    item.dataset.done = '';
    item.dataset.kind = answer.kind;
    one('[name=media]', item).value = answer.id;
    one('progress', item).remove();
    const image = one('img', item);
    if (answer.preview) [image.src, image.hidden] = [answer.preview, false];
    else image.replaceWith(sign(answer.kind === 'audio' ? 'sound' : 'film'));
  }

  function act(item, verb, button) {
    if (verb === 'drop') { const to = item.nextElementSibling ?? item.previousElementSibling; item.cancel?.(); item.remove(); (to ? one('.moves button', to) : pick).focus(); }
    else if (verb === 'up') item.previousElementSibling?.before(item);
    else item.nextElementSibling?.after(item);
    if (item.isConnected) { button.focus(); list.setAttribute('aria-label', moved.replace('{0}', [...list.children].indexOf(item) + 1)); }
    say('');
    changed();
  }

  function reason(call) {
    try { return JSON.parse(call.responseText).title ?? failed; } catch { return failed; }
  }

  function say(text) {
    fault.textContent = text;
    fault.hidden = !text;
  }

  return {
    count: () => list.children.length,
    busy: () => running + waiting.length > 0,
    ready: () => new Promise((tell) => { if (running || waiting.length) done.push(tell); else tell(); }),
  };
}

function sign(name) {
  const icon = document.createElementNS('http://www.w3.org/2000/svg', 'svg'), use = document.createElementNS('http://www.w3.org/2000/svg', 'use');
  icon.setAttribute('class', 'icon');
  use.setAttribute('href', `#i-${name}`);
  icon.append(use);
  return icon;
}

/** Rows of the list change places while one is dragged over another. */
function order(list) {
  let dragged = null;
  list.addEventListener('dragstart', (event) => { dragged = event.target.closest?.('li') ?? null; });
  list.addEventListener('dragover', (event) => {
    const over = event.target.closest('li');
    if (!dragged || !over || over === dragged) return;
    event.preventDefault();
    const { top, height } = over.getBoundingClientRect();
    over[event.clientY > top + height / 2 ? 'after' : 'before'](dragged);
  });
  list.addEventListener('dragend', () => { dragged = null; });
}
