// What of asyncio is not simulated: the names, and what a program is told that calls one.
// Before: asyncio.cpp (functions of the module), asyncio_loop.cpp (methods of the loop).
#pragma once
#include "sim/python/errors.h"
#include "sim/python/objects/function.h"

namespace sim::py {

inline Value no_subprocess(const Args&) {
  raise_unsupported("a subprocess", "Other programs do not run in the simulation; model them with coroutines that sleep as long as they would take.");
}
inline Value no_unix_socket(const Args&) {
  raise_unsupported("a Unix socket", "Servers and connections of the program itself reach each other by host and port: start_server, open_connection.");
}
inline Value no_other_connection(const Args&) {
  raise_unsupported("a socket, pipe or file of the event loop",
                    "Servers and connections of the program itself go by start_server, open_connection, create_server and create_connection; model "
                    "anything else with asyncio.sleep and queues.");
}

struct Refused {
  const char* name;
  RawFn refuse;
};
inline constexpr Refused kRefusedFunctions[] = {
    {"create_subprocess_exec", no_subprocess}, {"create_subprocess_shell", no_subprocess},
    {"open_unix_connection", no_unix_socket},  {"start_unix_server", no_unix_socket}};
inline constexpr Refused kRefusedMethods[] = {
    {"subprocess_exec", no_subprocess},           {"subprocess_shell", no_subprocess},          {"create_unix_connection", no_unix_socket},
    {"create_unix_server", no_unix_socket},       {"add_reader", no_other_connection},          {"remove_reader", no_other_connection},
    {"add_writer", no_other_connection},          {"remove_writer", no_other_connection},       {"sock_accept", no_other_connection},
    {"sock_connect", no_other_connection},        {"sock_recv", no_other_connection},           {"sock_recv_into", no_other_connection},
    {"sock_recvfrom", no_other_connection},       {"sock_recvfrom_into", no_other_connection},  {"sock_sendall", no_other_connection},
    {"sock_sendfile", no_other_connection},       {"sock_sendto", no_other_connection},         {"create_datagram_endpoint", no_other_connection},
    {"connect_read_pipe", no_other_connection},   {"connect_write_pipe", no_other_connection},  {"connect_accepted_socket", no_other_connection},
    {"getaddrinfo", no_other_connection},         {"getnameinfo", no_other_connection},         {"sendfile", no_other_connection},
    {"start_tls", no_other_connection}};

}  // namespace sim::py
