// What a browser does when pages are loaded, for pages that are changed in place (enhanced navigation): a new address starts at its
// top with the focus on its heading, Back and Forward return to the place where one was. A form that leads back to its own page
// moves nothing.
(() => {
  const settled = 150; // milliseconds without scrolling, after which the place is kept
  let shown = addressOf(location);
  let returning = null; // the place to return to, until it is reached or somebody scrolls
  let waiting;
  let busy = false; // somebody has gone to a field, or typed, since the page was left

  function addressOf(place) {
    return place.pathname + place.search;
  }

  function keepPlace() {
    clearTimeout(waiting);
    if (returning === null) history.replaceState({ ...history.state, place: Math.round(scrollY) }, '');
  }

  // The rest of a page may still be arriving: it is tried again with every part.
  function goBack() {
    if (returning === null) return;
    scrollTo(0, returning);
    if (Math.abs(scrollY - returning) < 2) returning = null;
  }

  function enter() {
    const heading = document.querySelector('h1');
    if (!heading) return;
    heading.tabIndex = -1;
    heading.focus({ preventScroll: true });
  }

  history.scrollRestoration = 'manual';
  window.addEventListener('scroll', () => {
    clearTimeout(waiting);
    waiting = setTimeout(keepPlace, settled);
  }, { passive: true });
  window.addEventListener('click', keepPlace, true);
  window.addEventListener('pagehide', keepPlace);
  // The visitor goes elsewhere: that counts.
  for (const move of ['wheel', 'pointerdown', 'keydown']) window.addEventListener(move, () => { returning = null; }, { passive: true });

  // Where somebody types, the focus stays: the page may come late.
  for (const turn of ['focusin', 'input']) window.addEventListener(turn, () => { busy = true; });
  Blazor.addEventListener('enhancednavigationstart', () => { busy = false; });

  window.addEventListener('popstate', (back) => {
    clearTimeout(waiting);
    returning = back.state?.place ?? 0;
  });

  Blazor.addEventListener('enhancedload', () => {
    const isNew = addressOf(location) !== shown;
    shown = addressOf(location);
    if (isNew) {
      if (!busy) enter();
      if (returning === null && !location.hash) scrollTo(0, 0);
    }
    goBack();
  });

  // A page that was loaded anew: by the reload button, or by the back button from another site.
  if (history.state?.place > 0 && !location.hash) {
    returning = history.state.place;
    goBack();
  }
})();
