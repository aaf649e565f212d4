export { PlaceDayLock } from './place-day-lock';
export { PlaceDaysModule } from './place-days.module';
