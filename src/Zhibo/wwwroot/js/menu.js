// Menus are <details>: the script only closes them where a reader expects it, and copies addresses.
import { all, on } from './dom.js';

document.addEventListener('click', (event) => {
  for (const menu of all('details.menu[open]')) if (!menu.contains(event.target)) menu.open = false;
});

document.addEventListener('keydown', (event) => {
  if (event.key !== 'Escape') return;
  for (const menu of all('details.menu[open]')) {
    menu.open = false;
    menu.firstElementChild.focus();
  }
});

on('click', 'a[data-copy]', async (link, event) => {
  if (!navigator.clipboard || event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  try {
    await navigator.clipboard.writeText(link.href);
    link.closest('details').open = false;
  } catch {
    location.href = link.href;
  }
});
