import { ChangeBus, type ChangeListener } from '@halles/platform/tenancy';

/** News that a test tells by hand. */
export class FakeChangeBus extends ChangeBus {
  connected = true;
  private readonly subscribers: ChangeListener[] = [];

  override isConnected(): boolean {
    return this.connected;
  }

  override onChange(listener: ChangeListener): void {
    this.subscribers.push(listener);
  }

  override publish(role: string | undefined): void {
    for (const listener of this.subscribers) listener(role);
  }
}
