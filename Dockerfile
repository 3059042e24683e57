# One image for each program: docker build --target app --build-arg PROGRAM=services/ledger .
# PROGRAM is db or a folder of services/.

FROM node:24-slim AS build
WORKDIR /build
COPY . .
RUN npm run build

FROM node:24-slim AS app
ARG PROGRAM
ENV NODE_ENV=production
WORKDIR /app
# A bundle needs no node_modules. Its package.json tells Node that it is a module.
COPY --from=build /build/${PROGRAM}/package.json ./
COPY --from=build /build/${PROGRAM}/dist ./dist
# What a program keeps beside the database; a volume that is mounted here takes over whose it is.
RUN mkdir /data && chown node:node /data
USER node
CMD ["node", "--enable-source-maps", "--max-semi-space-size=32", "--no-parallel-scavenge", "--heap-growing-percent=300", "dist/main.js"]
