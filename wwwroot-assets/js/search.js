// The header's search box: suggestions while somebody types (https://www.w3.org/WAI/ARIA/apg/patterns/combobox/). Nothing ever writes into
// the field while it has the focus, so that no answer comes too late for what was typed meanwhile, Hangul composition included.
(() => {
  const form = document.getElementById('search');
  const field = form.querySelector('input');
  const list = form.querySelector('ul');
  const pause = 150; // milliseconds: who types faster asks once
  let asked = new AbortController();
  let waiting;
  let active = -1;

  const options = () => [...list.children];

  function mark(index) {
    active = index;
    options().forEach((option, i) => option.setAttribute('aria-selected', String(i === active)));
    if (active < 0) field.removeAttribute('aria-activedescendant');
    else field.setAttribute('aria-activedescendant', options()[active].id);
  }

  function show(html) {
    if (html !== undefined) list.innerHTML = html;
    const open = list.children.length > 0 && form.contains(document.activeElement);
    list.hidden = !open;
    field.setAttribute('aria-expanded', String(open));
    mark(-1);
  }

  async function suggest() {
    asked.abort();
    asked = new AbortController();
    if (!field.value.trim()) return show('');
    try {
      const answer = await fetch(`${list.dataset.source}?search=${encodeURIComponent(field.value)}`, { signal: asked.signal });
      show(answer.ok ? await answer.text() : '');
    } catch {
      // A newer question took this one's place, or there is no connection: the form itself still searches.
    }
  }

  field.addEventListener('input', () => {
    clearTimeout(waiting);
    waiting = setTimeout(suggest, pause);
  });
  field.addEventListener('keydown', (key) => {
    if (key.isComposing) return;
    if (key.key === 'Escape') return show('');
    if (list.hidden) return;
    if (key.key === 'ArrowDown') mark(Math.min(active + 1, list.children.length - 1));
    else if (key.key === 'ArrowUp') mark(Math.max(active - 1, -1));
    else if (key.key === 'Enter' && active >= 0) options()[active].querySelector('a').click();
    else return;
    key.preventDefault();
  });
  form.addEventListener('focusin', () => show());
  form.addEventListener('focusout', () => setTimeout(show));
  // A press of the mouse leaves the focus in the field, or the list would be gone before the click.
  list.addEventListener('mousedown', (press) => press.preventDefault());

  // A new page: the field shows what it was searched by, unless the next words are being typed already.
  Blazor.addEventListener('enhancedload', () => {
    clearTimeout(waiting);
    asked.abort();
    show('');
    if (document.activeElement !== field) field.value = new URLSearchParams(location.search).get('search') ?? '';
  });
  form.dataset.interactive = 'true';
})();
