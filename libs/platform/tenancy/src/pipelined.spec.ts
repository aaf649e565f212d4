import { setImmediate } from 'node:timers/promises';
import { pipelined } from './pipelined';

describe('what is sent together', () => {
  it('is answered in its order', async () => {
    expect(await pipelined([Promise.resolve(1), null, setImmediate('two')])).toEqual([1, null, 'two']);
  });

  it('fails with what failed first, once the rest is over', async () => {
    const over: string[] = [];
    const slow = setImmediate().then(() => {
      over.push('slow');
      throw new Error('second');
    });
    await expect(pipelined([slow, Promise.reject(new Error('first'))])).rejects.toThrow('first');
    expect(over).toEqual(['slow']);
  });

  it('fails with the cause, and not with what that made fail and was told before', async () => {
    const consequence = Object.assign(new Error('aborted'), { code: '25P02' });
    const cause = Object.assign(new Error('lock'), { code: '55P03' });
    const part = setImmediate().then(() => Promise.reject(cause));
    await expect(pipelined([part, Promise.reject(consequence)])).rejects.toBe(cause);
    await expect(pipelined([Promise.reject(consequence)])).rejects.toBe(consequence);
  });
});
