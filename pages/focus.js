// Streamlit 1.67 has no way to say that a field is to be typed in at once: the first of a container
// with the key "typed_at_once" is, as soon as it is drawn.
new MutationObserver(() => {
  const field = document.querySelector('.st-key-typed_at_once :is(textarea, input):not([data-was-new])');
  if (field) {
    field.dataset.wasNew = 'yes';
    field.focus();
  }
}).observe(document, { childList: true, subtree: true });
