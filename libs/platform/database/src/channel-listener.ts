import { type DatabaseAddress, derivePassword } from './addresses';
import { ExtendedClient } from './extended-client';

const RECONNECT = 1_000;

export interface ChannelOptions {
  readonly address: DatabaseAddress;
  readonly masterKey: string;
  readonly role: string;
  readonly channel: string;
  /**
   * Called with what each notification says, and with nothing after each reconnection: what was said meanwhile was not
   * heard.
   */
  readonly onNotification: (payload?: string) => void;
}

/** Follows a LISTEN/NOTIFY channel on a connection of its own, and connects again by itself when it is cut. */
export class ChannelListener {
  private client: ExtendedClient | undefined;
  private retry: NodeJS.Timeout | undefined;
  private stopped = false;
  private listening = false;

  constructor(private readonly options: ChannelOptions) {}

  /** Whether what is said on the channel is heard at the moment, as far as this end knows. */
  get isListening(): boolean {
    return this.listening;
  }

  /** @throws when the first connection fails; a later one is tried until it succeeds */
  async start(): Promise<void> {
    try {
      await this.listen();
    } catch (error) {
      await this.stop();
      throw error;
    }
  }

  /** Starts without waiting: the channel is followed as soon as the database answers, which is told like a reconnection. */
  startSoon(): void {
    this.listen().then(
      () => this.options.onNotification(),
      () => this.listenAgain(),
    );
  }

  async stop(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.retry);
    await this.client?.close();
  }

  private async listen(): Promise<void> {
    const { address, role, masterKey, channel, onNotification } = this.options;
    const client = new ExtendedClient({
      host: address.host,
      port: address.port,
      database: address.database,
      ssl: address.ssl,
      user: role,
      password: derivePassword(masterKey, role),
      application_name: `halles-listen-${channel}`,
      connectionTimeoutMillis: 5_000,
      keepAlive: true,
    });
    client.on('error', () => this.listenAgain());
    client.on('end', () => this.listenAgain());
    client.on('notification', ({ payload }) => onNotification(payload));
    this.client = client;
    await client.connect();
    await client.run(`LISTEN ${channel}`);
    this.listening = true;
  }

  private listenAgain(): void {
    this.listening = false;
    if (this.stopped || this.retry) return;
    this.retry = setTimeout(() => {
      this.retry = undefined;
      if (this.stopped) return;
      this.listen().then(
        () => this.options.onNotification(),
        () => this.listenAgain(),
      );
    }, RECONNECT);
    this.retry.unref();
  }
}
