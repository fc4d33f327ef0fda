// Sends many picture files to the shop (NamedPicturesPanel.razor), some at a time, so that neither the browser nor the shop holds more than
// those. What is sent twice is not added twice, so whatever the shop was too busy for is sent again.
const filesAtOnce = 20;
const bytesAtOnce = 20 * 1024 * 1024;

// Without the ending, so that TEA-001 stands before TEA-001-2, and numbers by what they are worth.
const stem = (file) => file.name.replace(/\.[^.]*$/, '');
const inOrder = (a, b) => stem(a).localeCompare(stem(b), 'en', { numeric: true });

function* batches(files) {
  let batch = [], bytes = 0;
  for (const file of files) {
    if (batch.length === filesAtOnce || (batch.length > 0 && bytes + file.size > bytesAtOnce)) {
      yield batch;
      [batch, bytes] = [[], 0];
    }
    batch.push(file);
    bytes += file.size;
  }
  if (batch.length > 0) yield batch;
}

const failed = (files, outcome) => files.map(({ name }) => ({ name, outcome, text: '' }));

async function send(form, batch, pause) {
  const body = new FormData();
  batch.forEach((file) => body.append('file', file));
  const headers = { RequestVerificationToken: form.querySelector('[name=__RequestVerificationToken]').value };
  for (;;) {
    try {
      const answer = await fetch(form.action, { method: 'POST', body, headers });
      if (answer.ok) return answer.json();
      if (answer.status !== 429 && answer.status !== 503) return failed(batch, 'failed');
      await pause();
      await new Promise((done) => { setTimeout(done, 1000 * (Number(answer.headers.get('Retry-After')) || 5)); });
    } catch (error) {
      console.info(error);
      return failed(batch, 'failed');
    }
  }
}

export function listen(form, panel, maxFiles, maxBytes) {
  const input = form.querySelector('[type=file]');
  form.addEventListener('submit', (event) => event.preventDefault());
  input.addEventListener('change', async () => {
    const files = [...input.files].sort(inOrder);
    input.value = ''; // so that the same files can be chosen again
    await panel.invokeMethodAsync('Begin', files.length);
    if (files.length > maxFiles) return;
    const tooLarge = files.filter((file) => file.size > maxBytes);
    for (const batch of batches(tooLarge)) await panel.invokeMethodAsync('Tell', failed(batch, 'too-large'));
    for (const batch of batches(files.filter((file) => file.size <= maxBytes))) {
      const outcomes = await send(form, batch, () => panel.invokeMethodAsync('Pause'));
      await panel.invokeMethodAsync('Tell', outcomes);
    }
    await panel.invokeMethodAsync('End');
  });
}
