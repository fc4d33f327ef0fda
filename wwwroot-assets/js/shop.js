// Starts the pages' interactivity, and recovers from a lost connection without being asked.
//
// While the connection is away the framework tries to take the same circuit up again; it tells its state through classes on the
// reconnect dialog. When it has given up (failed) or the server does not know the circuit any more (rejected, as after a restart), only
// a new page helps: it is loaded as soon as the shop is ready again. Nothing is lost by it, for what matters is in the database.
// Blazor.reconnect() is no way out of "rejected": by then there is a connection again, and it answers true without any circuit.
(() => {
  // A message of the component library brings a style element, which the content security policy applies only with the page's nonce.
  const { nonce } = document.currentScript;
  const create = document.createElement;
  document.createElement = (name, ...rest) => {
    const element = create.call(document, name, ...rest);
    if (name === 'style') element.nonce = nonce;
    return element;
  };

  // The framework says good-bye to its circuit on "unload", which browsers are about to stop sending (and keep no page for the back button
  // that listens to it). "pagehide" comes at the same moment.
  const listen = window.addEventListener;
  window.addEventListener = (type, ...rest) => listen.call(window, type === 'unload' ? 'pagehide' : type, ...rest);

  // Until the circuit is up, links load whole pages. One that was followed within the page meanwhile would not be told to the circuit,
  // which then shows the new page without what its address asks for (the amount to top up, where to return to).
  document.body.dataset.enhanceNav = 'false';

  // So do forms: one that is sent early is answered by a whole page as well.
  window.addEventListener('submit', (sent) => {
    if (document.body.dataset.enhanceNav === 'false') sent.stopPropagation();
  }, true);

  // What is typed into a field that a circuit is about to draw anew would be lost. Without JavaScript such a field is there to be
  // filled in.
  const holdFields = () => document.querySelectorAll('[data-interactive="false"] input').forEach((field) => { field.readOnly = true; });
  holdFields();

  const retryPause = 1000;
  Blazor.start({
    circuit: {
      // One round trip less until the circuit is up: nobody is asked which initializers there are, for a page that has any names them
      // itself, and they are added to these lists.
      initializers: { beforeStart: [], afterStarted: [] },
      circuitHandlers: [{ onCircuitOpened: () => delete document.body.dataset.enhanceNav }],
      reconnectionOptions: {
        maxRetries: 120,
        retryIntervalMilliseconds: (attempt, maxRetries) => (attempt >= maxRetries ? null : attempt === 0 ? 0 : retryPause),
      },
    },
  });

  Blazor.addEventListener('enhancedload', holdFields);

  // The language was changed in another tab: what a circuit draws would stay in the one that it began with.
  const language = document.documentElement.lang;
  Blazor.addEventListener('enhancedload', () => {
    if (document.documentElement.lang !== language) location.reload();
  });

  // A circuit that was paused is not resumed: it holds nothing, and a new page is as good.
  const hopeless = ['failed', 'rejected', 'paused', 'resume-failed'];
  const dialog = document.getElementById('components-reconnect-modal');
  let reloading = false;

  async function isReady() {
    try {
      return (await fetch('/health/ready', { cache: 'no-store' })).ok;
    } catch {
      return false;
    }
  }

  async function reloadWhenReady() {
    if (reloading) return;
    reloading = true;
    while (!(await isReady())) await new Promise((wake) => setTimeout(wake, retryPause));
    location.reload();
  }

  // The dialog is data-permanent: navigating never replaces the element that is watched here.
  new MutationObserver(() => {
    const state = dialog.classList;
    if (hopeless.some((one) => state.contains(`components-reconnect-${one}`))) reloadWhenReady();
  }).observe(dialog, { attributes: true, attributeFilter: ['class'] });
})();
