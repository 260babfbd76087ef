/** A file dropped anywhere on the form is as if it had been chosen. */
for (const form of document.querySelectorAll<HTMLFormElement>('form[data-drop]')) {
  const input = form.querySelector<HTMLInputElement>('input[type="file"]');
  form.addEventListener('dragover', (event) => event.preventDefault());
  form.addEventListener('drop', (event) => {
    event.preventDefault();
    const files = event.dataTransfer?.files;
    if (!input || !files || files.length === 0) return;
    input.files = files;
    input.focus();
  });
}

export {};
