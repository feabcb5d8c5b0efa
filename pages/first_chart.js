// The first chart stands on the screen before what comes after it.
{
  // What most pages draw with is fetched while the server is asked for the page; any sooner it would
  // hold up Streamlit's own script and its first questions.
  const { src, dataset: { ahead } } = document.currentScript;
  new PerformanceObserver((seen, observer) => {
    if (!seen.getEntries().some(each => each.name.includes('/_stcore/host-config'))) return;
    observer.disconnect();
    for (const name of ahead.split(' ')) {
      const link = Object.assign(document.createElement('link'), { rel: 'modulepreload' });
      Object.assign(link, { crossOrigin: '', href: new URL(name, src).href });
      document.head.append(link);
    }
  }).observe({ type: 'resource', buffered: true });

  // The browser needs some milliseconds for each element, and takes them in as they come: what comes
  // behind the first chart waits until that is painted, and no longer than two seconds.
  const MOST_MS = 2000;
  const listenPlainly = WebSocket.prototype.addEventListener;
  let held, isOver = false;
  const hold = release => {
    held = [];
    const end = () => {
      observer.disconnect();
      if (held) release(held.splice(0));
      held = undefined;
    };
    const observer = new MutationObserver(() => {
      if (document.querySelector('svg.marks path, svg.marks rect, canvas.marks')) {
        observer.disconnect();
        requestAnimationFrame(() => setTimeout(end));
      }
    });
    observer.observe(document, { childList: true, subtree: true });
    setTimeout(end, MOST_MS);
  };
  const isChart = ({ data }) => data.byteLength > 1000
    && new TextDecoder('latin1').decode(data).includes('vega.github.io/schema');
  WebSocket.prototype.addEventListener = function (type, listen, ...options) {
    const listenHere = type !== 'message' ? listen : event => {
      if (held) return held.push(event);
      listen.call(this, event);
      if (isOver || !isChart(event)) return;
      isOver = true;
      hold(events => events.forEach(each => listen.call(this, each)));
    };
    listenPlainly.call(this, type, listenHere, ...options);
  };
}
