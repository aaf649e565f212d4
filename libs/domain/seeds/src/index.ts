export { type Seed, readSeeds } from './seed-folder';
export { SeedRefused, SeedService } from './seed.service';
export { SeedsModule } from './seeds.module';
