// Somebody who listens: counts every connection and every packet that reaches a port of this computer.
import dgram from 'node:dgram';
import { EventEmitter, once } from 'node:events';
import net from 'node:net';

const ANSWER = 'HTTP/1.1 200 OK\r\nAccess-Control-Allow-Origin: *\r\nContent-Type: text/html\r\nContent-Length: 0\r\n\r\n';

/** Listens on one port, TCP and UDP. `packets()`: connections and datagrams so far; `heard()`: what came over TCP. */
export async function sink() {
  const events = new EventEmitter();
  const sockets = new Set();
  let packets = 0;
  let heard = '';
  const count = () => {
    packets += 1;
    events.emit('packet');
  };
  const tcp = net.createServer((socket) => {
    count();
    sockets.add(socket);
    socket.on('error', () => {});
    socket.on('data', (data) => {
      heard += data.toString('latin1');
      socket.write(ANSWER);
    });
  });
  await new Promise((resolve) => tcp.listen(0, '127.0.0.1', resolve));
  const { port } = tcp.address();
  const udp = dgram.createSocket('udp4').on('message', count);
  await new Promise((resolve) => udp.bind(port, '127.0.0.1', resolve));
  return {
    port,
    url: `http://127.0.0.1:${port}/`,
    packets: () => packets,
    heard: () => heard,
    /** Waits until something comes, at most so many milliseconds. */
    async wait(milliseconds) {
      if (packets === 0) await once(events, 'packet', { signal: AbortSignal.timeout(milliseconds) }).catch(() => {});
    },
    async stop() {
      for (const socket of sockets) socket.destroy();
      udp.close();
      await new Promise((resolve) => tcp.close(resolve));
    },
  };
}
