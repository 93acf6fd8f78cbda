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
  show(button, !was);
  try {
    const answer = await fetch(form.action, {
      method: 'POST',
      headers: { Accept: 'application/json' },
      body: new URLSearchParams(new FormData(form)),
      redirect: 'error',
    });
    if (!answer.ok) throw new Error(String(answer.status));
    const counts = await answer.json();
    figure(button, counts[`${button.dataset.act}s`]);
    point(form, button.dataset.act, !was);
  } catch {
    show(button, was);
    button.dataset.plain = '';
    form.submit();
  }
  delete button.dataset.busy;
}

function show(button, pressed) {
  button.setAttribute('aria-pressed', String(pressed));
}

// The server's figure where it is short enough to be exact; "1.2 万" stays as it is.
function figure(button, count) {
  if (!(count < 10_000)) return;
  const word = button.dataset.word ??= button.getAttribute('aria-label').split(' ')[0];
  const shown = count.toLocaleString('en');
  one('.n', button).textContent = count ? shown : word;
  button.setAttribute('aria-label', count ? `${word} ${shown}` : word);
}

function point(form, act, pressed) {
  form.action = form.action.replace(/[^/]+$/, pressed ? `un${act}` : act);
}
