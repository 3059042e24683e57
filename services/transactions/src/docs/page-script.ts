/** Runs in the reader's browser. Without it the page is all there; only the filter does nothing. */
export const PAGE_SCRIPT = `
const filter = document.getElementById('filter');
const found = document.getElementById('found');
const links = [...document.querySelectorAll('nav .chapter li')];
const chapters = [...document.querySelectorAll('nav .chapter')];
function show() {
  const words = filter.value.toLowerCase().split(/\\s+/).filter((word) => word !== '');
  let count = 0;
  for (const link of links) {
    const text = link.textContent.toLowerCase();
    link.hidden = !words.every((word) => text.includes(word));
    if (!link.hidden) count += 1;
  }
  for (const chapter of chapters) {
    chapter.hidden = chapter.querySelector('li:not([hidden])') === null;
    chapter.open = words.length > 0 && !chapter.hidden;
  }
  found.textContent = words.length === 0 ? '' : count === 1 ? '1 found' : count + ' found';
}
filter.addEventListener('input', show);
document.addEventListener('keydown', (event) => {
  const isTyping = event.target instanceof HTMLInputElement;
  if (event.key === '/' && !isTyping) {
    event.preventDefault();
    filter.focus();
  }
  if (event.key === 'Escape' && isTyping) {
    filter.value = '';
    show();
  }
});
`;
