export const all = (selector, root = document) => root.querySelectorAll(selector);
export const one = (selector, root = document) => root.querySelector(selector);

/** One listener for elements that come and go: fn(element, event) for the nearest match. */
export function on(type, selector, fn, options) {
  document.addEventListener(type, (event) => {
    const element = event.target instanceof Element ? event.target.closest(selector) : null;
    if (element) fn(element, event);
  }, options);
}
