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
    figure(button, (await answer.json()).count);
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

// The server says the count as people say it: "1,204", "1.2 万".
function figure(button, count) {
  const word = button.dataset.word ??= button.getAttribute('aria-label').replace(/ [\d,.]+.*$/, '');
  const none = count === '0';
  one('.n', button).textContent = none ? word : count;
  button.setAttribute('aria-label', none ? word : `${word} ${count}`);
}

function point(form, act, pressed) {
  form.action = form.action.replace(/[^/]+$/, pressed ? `un${act}` : act);
}
