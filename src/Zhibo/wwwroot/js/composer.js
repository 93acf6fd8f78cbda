// Count, draft, files, Ctrl+Enter and no double sending. Completion of @ and # is in complete.js.
import { attach } from './attach.js';
import { all, one } from './dom.js';
import { complete } from './complete.js';
import { length } from './length.js';

for (const form of all('[data-composer]')) {
  const box = one('textarea', form), sign = one('[data-length]', form), limit = Number(form.dataset.limit);
  const draft = `draft:${form.dataset.draft}`;
  if (!box.value) box.value = read(draft);

  const count = () => {
    const used = length(box.value);
    sign.textContent = `${used} / ${limit}`;
    sign.classList.toggle('near', used > limit * 0.9 && used <= limit);
    sign.classList.toggle('over', used > limit);
  };
  box.addEventListener('input', () => { count(); keep(draft, box.value); });
  count();
  complete(box, form);
  // A post says something or shows something.
  const need = () => { box.required = box.dataset.needed !== undefined && files.count() === 0; };
  const files = attach(form, need);
  need();

  box.addEventListener('keydown', (event) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) form.requestSubmit(one('button.main', form));
  });
  form.addEventListener('submit', (event) => {
    // The key stays the same: should both arrive, the server keeps one.
    if (form.dataset.sent !== undefined) return event.preventDefault();
    if (files.busy()) {
      event.preventDefault();
      form.dataset.sent = '';
      one('button.main', form).setAttribute('aria-disabled', 'true');
      files.ready().then(() => { delete form.dataset.sent; one('button.main', form).removeAttribute('aria-disabled'); form.requestSubmit(one('button.main', form)); });
      return;
    }
    form.dataset.sent = '';
    one('button.main', form).setAttribute('aria-disabled', 'true');
    forget(draft);
  });
}

// Coming back with the back button: the form may be sent again.
window.addEventListener('pageshow', () => {
  for (const form of all('[data-composer][data-sent]')) {
    delete form.dataset.sent;
    one('button.main', form).removeAttribute('aria-disabled');
  }
});

// Storage may be full or forbidden; a draft is a courtesy.
function read(key) { try { return localStorage.getItem(key) ?? ''; } catch { return ''; } }
function keep(key, text) { try { text ? localStorage.setItem(key, text) : localStorage.removeItem(key); } catch { /* no draft then */ } }
function forget(key) { keep(key, ''); }
