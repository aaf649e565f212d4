export { PushModule } from './push.module';
export {
  type PushAnswer,
  type PushMessage,
  PushSender,
  type PushRequest,
  type PushSubscription,
  type PushTransport,
  PushUnavailable,
} from './push-sender';
export { vapidKeys, type VapidKeys } from './vapid-keys';
