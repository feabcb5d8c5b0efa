// A button that bears data-picture copies the picture which the server makes at that address, or
// fetches it as a file where the browser does not let it; one with data-address, an address of the
// app. The words stand in the button (widgets/files/copying.py).
{
  const copyPicture = async ({ picture, name, done, instead, failed }) => {
    const made = fetch(picture).then(async answer => {
      if (!answer.ok) throw Object.assign(new Error(), { said: await answer.text() });
      return answer.blob();
    });
    try {
      await navigator.clipboard.write([new ClipboardItem({ 'image/png': made })]);
      return done;
    } catch {
      try {
        save(await made, name);
        return instead;
      } catch (failure) {
        return failure.said || failed;
      }
    }
  };
  const save = (content, name) => {
    const link = Object.assign(document.createElement('a'), {
      href: URL.createObjectURL(content),
      download: name,
    });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
  };
  const copyAddress = async ({ address, done, instead }) => {
    const whole = new URL(address, location.href).href;
    try {
      await navigator.clipboard.writeText(whole);
      return done;
    } catch {
      return `${instead} ${whole}`;
    }
  };
  document.addEventListener('click', async event => {
    const button = event.target.closest?.('button[data-picture], button[data-address]');
    if (!button) return;
    const status = button.parentElement.querySelector('[role=status]');
    status.textContent = button.dataset.busy;
    const copy = button.dataset.picture ? copyPicture : copyAddress;
    status.textContent = await copy(button.dataset);
  });
}
