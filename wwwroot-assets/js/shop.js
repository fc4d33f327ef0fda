// Recovers from a lost connection by itself. The framework tells its state through classes on the reconnect dialog: while it
// retries nothing is to be done; when it has given up, a new circuit or, failing that, a reload brings the page back.
// Nothing is lost by it: what matters is in the database.
(() => {
  const dialog = document.getElementById('components-reconnect-modal');
  if (!dialog) return;
  const pause = 2000;
  let recovering = false;

  async function serverAnswers() {
    try {
      return (await fetch('/health/live', { cache: 'no-store' })).ok;
    } catch {
      return false;
    }
  }

  async function recover() {
    if (recovering) return;
    recovering = true;
    while (!(await serverAnswers())) await new Promise((wake) => setTimeout(wake, pause));
    try {
      if (await Blazor.reconnect()) {
        recovering = false;
        return;
      }
    } catch {
      // The server knows this circuit no more.
    }
    location.reload();
  }

  new MutationObserver(() => {
    const state = dialog.classList;
    if (state.contains('components-reconnect-failed') || state.contains('components-reconnect-rejected')) recover();
  }).observe(dialog, { attributes: true, attributeFilter: ['class'] });
})();
