// Blocks of a hall are dragged to their place; the buttons beside them do the same without a pointer.
import { all, one } from './dom.js';

let held = null;

ready();
document.addEventListener('pointerdown', take);
document.addEventListener('pointermove', carry);
document.addEventListener('pointerup', drop);
document.addEventListener('pointercancel', putBack);
document.addEventListener('keydown', (event) => { if (event.key === 'Escape') putBack(); });

function ready() {
  for (const grip of all('[data-grip]')) grip.hidden = false;
}

function take(event) {
  const row = event.button === 0 && event.target instanceof Element && event.target.closest('[data-grip]')?.closest('[data-block]');
  if (!row || held) return;
  event.preventDefault();
  held = { row, list: row.parentElement, next: row.nextElementSibling };
  row.classList.add('held');
}

function carry(event) {
  if (!held) return;
  const { row, list } = held;
  const next = [...list.children].find((other) => other !== row && event.clientY < middle(other)) ?? null;
  // A pinned block stays among the pinned, and no other comes between them.
  const before = next ? (next.previousElementSibling === row ? row.previousElementSibling : next.previousElementSibling) : list.lastElementChild;
  if (next === row.nextElementSibling || before === row) return;
  if (row.dataset.pinned ? before && !before.dataset.pinned : next?.dataset.pinned) return;
  list.insertBefore(row, next);
}

function middle(element) {
  const box = element.getBoundingClientRect();
  return box.top + box.height / 2;
}

function putBack() {
  if (!held) return;
  held.list.insertBefore(held.row, held.next);
  held.row.classList.remove('held');
  held = null;
}

/** The site draws the columns and the preview anew; when it cannot, the page says why. */
async function drop() {
  if (!held) return;
  const { row, list, next } = held;
  row.classList.remove('held');
  held = null;
  if (row.nextElementSibling === next) return;
  const form = one('form', row);
  const fields = new URLSearchParams({ block: row.dataset.block, act: 'place', at: String([...list.children].indexOf(row)) });
  try {
    const answer = await fetch(form.action, { method: 'POST', body: fields, headers: { Accept: 'text/html' } });
    if (!answer.ok) throw new Error(String(answer.status));
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
    one('.arrange').replaceWith(document.adoptNode(one('.arrange', page)));
    ready();
  } catch {
    location.reload();
  }
}
