/*
 * The least a module could be: answers every carriage return with "\r\nOK\r\n", one write for each read, over the kind of port that is asked for.
 * "echo pty LINK", "echo tcp" or "echo unix PATH" serves one host and ends with it; the first line of its output says where.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <termios.h>
#include <unistd.h>

static const char answer[] = "\r\nOK\r\n";

static void fail(const char *what)
{
    perror(what);
    exit(1);
}

static void say(const char *where)
{
    puts(where);
    fflush(stdout);
}

static int pty(const char *link)
{
    struct termios raw;
    int master = posix_openpt(O_RDWR | O_NOCTTY);
    if (master < 0 || grantpt(master) != 0 || unlockpt(master) != 0)
        fail("pty");
    /* Held open, so that the master does not hang up between two hosts. */
    int held = open(ptsname(master), O_RDWR | O_NOCTTY);
    if (held < 0 || tcgetattr(held, &raw) != 0)
        fail("pty");
    cfmakeraw(&raw);
    unlink(link);
    if (tcsetattr(held, TCSANOW, &raw) != 0 || symlink(ptsname(master), link) != 0)
        fail(link);
    say(link);
    return master;
}

static int tcp(void)
{
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t size = sizeof address;
    char port[8];
    int on = 1;
    int listener = socket(AF_INET, SOCK_STREAM, 0);
    if (listener < 0 || bind(listener, (struct sockaddr *) &address, size) != 0 || listen(listener, 1) != 0
        || getsockname(listener, (struct sockaddr *) &address, &size) != 0)
        fail("tcp");
    snprintf(port, sizeof port, "%d", ntohs(address.sin_port));
    say(port);
    int host = accept(listener, NULL, NULL);
    if (host < 0 || setsockopt(host, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on) != 0)
        fail("accept");
    return host;
}

static int local(const char *path)
{
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    unlink(path);
    strncpy(address.sun_path, path, sizeof address.sun_path - 1);
    int listener = socket(AF_UNIX, SOCK_STREAM, 0);
    if (listener < 0 || bind(listener, (struct sockaddr *) &address, sizeof address) != 0 || listen(listener, 1) != 0)
        fail(path);
    say(path);
    int host = accept(listener, NULL, NULL);
    if (host < 0)
        fail("accept");
    return host;
}

int main(int count, char **arguments)
{
    char buffer[4096];
    int host;
    if (count == 3 && strcmp(arguments[1], "pty") == 0)
        host = pty(arguments[2]);
    else if (count == 2 && strcmp(arguments[1], "tcp") == 0)
        host = tcp();
    else if (count == 3 && strcmp(arguments[1], "unix") == 0)
        host = local(arguments[2]);
    else
        return 2;
    for (;;) {
        ssize_t read_now = read(host, buffer, sizeof buffer);
        if (read_now <= 0)
            return 0;
        for (ssize_t at = 0; at < read_now; at++)
            if (buffer[at] == '\r' && write(host, answer, sizeof answer - 1) != sizeof answer - 1)
                fail("write");
    }
}
