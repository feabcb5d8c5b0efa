// Streamlit 1.67 has no way to say that a field is to be typed in at once: the first text area of a
// container with the key "typed_at_once" is, as soon as it is drawn. What opens around it may take
// the focus meanwhile; it is given back for two seconds, or until somebody does anything.
let until = 0;
const hold = field => {
  if (!field.isConnected || performance.now() > until) return;
  if (document.activeElement !== field) field.focus();
  requestAnimationFrame(() => hold(field));
};
for (const act of ['keydown', 'pointerdown']) addEventListener(act, () => { until = 0; }, true);
new MutationObserver(() => {
  const field = document.querySelector('.st-key-typed_at_once textarea:not([data-was-new])');
  if (!field) return;
  field.dataset.wasNew = 'yes';
  until = performance.now() + 2000;
  hold(field);
}).observe(document, { childList: true, subtree: true });
