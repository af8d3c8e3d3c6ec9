// Every way by which a script inside the page could send answers out. The test adds this file to a copy of the built
// page: it is the page's own script, under the page's own policy. A driver's evaluate() would lift some of that, so
// the driver only says which way to try, and presses the button, which browsers want to see before some of them.
const element = (tag, properties) => document.head.appendChild(Object.assign(document.createElement(tag), properties));
const link = (rel, properties) => (to) => element('link', { rel, href: to, ...properties });

const ways = {
  fetch: (to) => fetch(to, { mode: 'no-cors' }),
  'fetch that outlives the page': (to) => fetch(to, { mode: 'no-cors', method: 'POST', keepalive: true, body: to }),
  XMLHttpRequest: (to) => {
    const request = new XMLHttpRequest();
    request.open('GET', to);
    request.send();
  },
  beacon: (to) => navigator.sendBeacon(to, to),
  image: (to) => (new Image().src = to),
  'style sheet': link('stylesheet'),
  script: (to) => element('script', { src: to }),
  frame: (to) => document.body.append(Object.assign(document.createElement('iframe'), { src: to })),
  sound: (to) => (new Audio().src = to),
  font: (to) => new FontFace('sent', `url(${to})`).load(),
  WebSocket: (to) => new WebSocket(to.replace('http', 'ws')),
  EventSource: (to) => new EventSource(to),
  WebRTC: async (to) => {
    const { hostname, port } = new URL(to);
    const connection = new RTCPeerConnection({ iceServers: [{ urls: `stun:${hostname}:${port}` }] });
    connection.createDataChannel('sent');
    await connection.setLocalDescription(await connection.createOffer());
  },
  preconnect: link('preconnect'),
  prefetch: link('prefetch'),
  address: (to) => (location.href = to),
  'new window': (to) => window.open(to),
  'link that is pressed': (to) => element('a', { href: to }).click(),
  'ping of a link': (to) => element('a', { href: '#', ping: to }).click(),
  form: (to) => element('form', { action: to, method: 'post' }).submit(),
  refresh: (to) => element('meta', { httpEquiv: 'refresh', content: `0;url=${to}` }),
};

const button = document.createElement('button');
button.id = 'leak';
button.style.cssText = 'position:fixed;inset:0 auto auto 0;z-index:9;width:2rem;height:2rem';
button.addEventListener('click', async () => {
  const { way, to } = button.dataset;
  button.dataset.tried = way;
  // What stands on the screen goes into the address, as a leak would take it.
  const ticked = document.querySelector('input:checked')?.value ?? 'none';
  try {
    await ways[way](`${to}sent?answer=${ticked}`);
  } catch (error) {
    button.dataset.refused = String(error);
  }
});
addEventListener('load', () => {
  document.body.append(button);
  document.documentElement.dataset.ways = JSON.stringify(Object.keys(ways));
});
