package io.hubplane.config;

/** Which other kind of node shares the Redis. */
enum RedisInterop {
    NONE,
    ASPNETCORE
}
