import { ChannelListener, type DatabaseAddress, platformRoles } from '@halles/platform/database';

/** One channel of all databases of the installation, on a connection to each. */
export class DatabaseChannel {
  private readonly listeners: ReadonlyMap<string, ChannelListener>;
  private isStarted = false;

  /** @param onNotification called with what is said, and with nothing after a connection that was cut */
  constructor(
    addresses: ReadonlyMap<string, DatabaseAddress>,
    masterKey: string,
    channel: string,
    onNotification: (payload?: string) => void,
  ) {
    const { registry: role } = platformRoles;
    this.listeners = new Map(
      [...addresses].map(([name, address]) => [
        name,
        new ChannelListener({ address, masterKey, role, channel, onNotification }),
      ]),
    );
  }

  /** Connects as soon as the databases answer; nothing where it has begun to. */
  startOnce(): void {
    if (this.isStarted) return;
    this.isStarted = true;
    for (const listener of this.listeners.values()) listener.startSoon();
  }

  isListening(database: string): boolean {
    return this.listeners.get(database)?.isListening ?? false;
  }

  async stop(): Promise<void> {
    await Promise.all([...this.listeners.values()].map((listener) => listener.stop()));
  }
}
