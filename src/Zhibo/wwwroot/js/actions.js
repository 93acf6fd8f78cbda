// Like and repost without leaving the page. If anything is unclear the form is sent as if there were no script.
import { on, one } from './dom.js';

on('submit', '.acts form', (form, event) => {
  const button = one('button[data-act]', form);
  if (!button || button.dataset.plain !== undefined) return;
  event.preventDefault();
  if (button.dataset.busy !== undefined) return;
  act(form, button);
});

async function act(form, button) {
  button.dataset.busy = '';
  const was = button.getAttribute('aria-pressed') === 'true';
  show(form, button, !was);
  try {
    const answer = await fetch(form.action, {
      method: 'POST',
      headers: { Accept: 'application/json' },
      body: new URLSearchParams(new FormData(form)),
      redirect: 'error',
    });
    if (!answer.ok) throw new Error(String(answer.status));
    const { count } = await answer.json();
    if (typeof count === 'string') figure(button, count);
    point(form, button.dataset.act, !was);
  } catch {
    show(form, button, was);
    button.dataset.plain = '';
    form.submit();
  }
  delete button.dataset.busy;
}

function show(form, button, pressed) {
  button.setAttribute('aria-pressed', String(pressed));
  const n = one('.n', button);
  // Only figures short enough to be exact are counted along; the server says the others.
  if (n && /^\d{1,4}$/.test(n.textContent)) n.textContent = String(Math.max(0, Number(n.textContent) + (pressed ? 1 : -1)));
}

function figure(button, count) {
  const n = one('.n', button);
  const word = button.dataset.word ??= button.getAttribute('aria-label').replace(/\s*[\d.,]+.*$/, '');
  n.textContent = count === '0' ? word : count;
  button.setAttribute('aria-label', count === '0' ? word : `${word} ${count}`);
}

function point(form, act, pressed) {
  form.action = form.action.replace(/[^/]+$/, pressed ? `un${act}` : act);
}
