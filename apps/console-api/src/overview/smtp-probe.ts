import { connect, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';

/**
 * Greets a mail server as a sender would (RFC 5321: banner, EHLO, QUIT) and sends nothing.
 * @param url `smtp://` or `smtps://`
 * @param timeoutMs for the whole exchange
 * @returns milliseconds until EHLO was answered
 * @throws Error when it does not answer, or refuses
 */
export function probeSmtp(url: string, timeoutMs: number): Promise<number> {
  const { hostname, port, protocol } = new URL(url);
  const secure = protocol === 'smtps:';
  const start = performance.now();
  return new Promise((resolve, reject) => {
    const target = { host: hostname, port: Number(port || (secure ? 465 : 25)) };
    const socket: Socket = secure ? connectTls({ ...target, servername: hostname }) : connect(target);
    const timer = setTimeout(() => fail('no answer in time'), timeoutMs);
    let greeted = false;
    let received = '';
    const end = () => {
      clearTimeout(timer);
      socket.destroy();
    };
    const fail = (reason: string) => {
      end();
      reject(new Error(reason));
    };
    socket.setEncoding('latin1');
    socket.on('error', (error) => fail(error.message));
    socket.on('close', () => fail('connection closed'));
    socket.on('data', (chunk: string) => {
      received = (received + chunk).slice(-8_192);
      // The last line of a reply has a space after its code, the others a hyphen.
      const code = /^(\d{3}) [^\n]*\n$/m.exec(received)?.[1];
      if (code === undefined) return;
      received = '';
      if (code !== (greeted ? '250' : '220')) return fail(`answered ${code}`);
      if (!greeted) {
        greeted = true;
        socket.write('EHLO console.halles\r\n');
        return;
      }
      socket.write('QUIT\r\n');
      end();
      resolve(Math.round(performance.now() - start));
    });
  });
}
