// Passkeys (https://www.w3.org/TR/webauthn-3/), and the buttons beside recovery codes. Without this script, or in a browser that knows no
// passkeys, what it is needed for stays hidden.
(() => {
  const knowsPasskeys = Boolean(window.PublicKeyCredential?.parseRequestOptionsFromJSON && PublicKeyCredential.prototype.toJSON);

  function show() {
    document.querySelectorAll('[data-copy], [data-print]').forEach((button) => { button.hidden = false; });
    if (!knowsPasskeys) return;
    document.querySelectorAll('form[data-passkey]').forEach((form) => { form.hidden = false; });
    document.querySelectorAll('[data-no-passkeys]').forEach((hint) => { hint.hidden = true; });
  }

  // The challenge is made when it is wanted: it is good for five minutes, and for one answer.
  async function answer(form) {
    const body = new FormData(form);
    body.set('ceremony', form.dataset.passkey);
    const challenge = await fetch(form.dataset.challenge, { method: 'POST', body });
    if (!challenge.ok) throw new Error(`The challenge was answered ${challenge.status}.`);
    const options = await challenge.json();
    return form.dataset.passkey === 'create'
      ? navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options) })
      : navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) });
  }

  async function send(form) {
    const [failed, button] = [form.querySelector('[data-failed]'), form.querySelector('[type=submit]')];
    failed.hidden = true;
    button.disabled = true;
    try {
      form.elements.Credential.value = JSON.stringify(await answer(form));
      form.submit(); // past the listener below
    } catch (error) {
      console.info(error);
      failed.hidden = false;
      button.disabled = false;
    }
  }

  // On the window, for shop.js keeps the events of early forms from everybody else.
  window.addEventListener('submit', (event) => {
    if (!event.target.dataset.passkey) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    send(event.target);
  }, true);

  document.addEventListener('click', async (event) => {
    const button = event.target.closest('[data-copy], [data-print]');
    if (!button) return;
    if ('print' in button.dataset) return print();
    const list = document.getElementById(button.dataset.copy);
    await navigator.clipboard.writeText([...list.children].map((item) => item.textContent.trim()).join('\n'));
    button.textContent = button.dataset.done;
  });

  show();
  Blazor.addEventListener('enhancedload', show);
})();
