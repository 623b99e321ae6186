/*
 * A host program for an AnyNet Click, or for Softclick: publishes one line of text and says how it went.
 *
 *     cc -std=c11 -Wall -Wextra -Werror -o click click.c
 *     ./click /tmp/softclick temperature 21.5
 *
 * Plain POSIX. What it shows: raw 8N1, OK first and the URC later, the prompt, and a payload that is counted and not terminated.
 */
#define _DEFAULT_SOURCE /* CRTSCTS is not POSIX */

#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

enum {
    ANSWER_MS = 5000,   /* a final result */
    CONNECT_MS = 90000, /* the URC of an open: DNS, TCP, TLS and MQTT lie before it */
    ACK_MS = 35000,     /* SEND OK of a QoS 2 publish */
    LONGEST_PAYLOAD = 240
};

static int line_fd;

static void die(const char *what) {
    fprintf(stderr, "click: %s\n", what);
    exit(1);
}

static void open_line(const char *path) {
    struct termios mode;

    line_fd = open(path, O_RDWR | O_NOCTTY);
    if (line_fd < 0 || tcgetattr(line_fd, &mode) != 0) {
        perror(path);
        exit(1);
    }
    mode.c_iflag = 0;
    mode.c_oflag = 0;
    mode.c_lflag = 0;
    mode.c_cflag = CS8 | CREAD | CLOCAL;
#ifdef CRTSCTS
    mode.c_cflag &= (tcflag_t) ~CRTSCTS;
#endif
    mode.c_cc[VMIN] = 1;
    mode.c_cc[VTIME] = 0;
    cfsetispeed(&mode, B9600);
    cfsetospeed(&mode, B9600);
    if (tcsetattr(line_fd, TCSANOW, &mode) != 0) {
        perror(path);
        exit(1);
    }
    tcflush(line_fd, TCIFLUSH);
}

static void send_bytes(const char *bytes, size_t length) {
    while (length > 0) {
        ssize_t written = write(line_fd, bytes, length);
        if (written < 0) {
            die("cannot write to the line");
        }
        bytes += written;
        length -= (size_t) written;
    }
}

static void send_command(const char *text) {
    send_bytes(text, strlen(text));
    send_bytes("\r", 1);
}

static long long now_ms(void) {
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * 1000LL + now.tv_nsec / 1000000;
}

/* One byte, or -1 when the deadline is over. */
static int read_byte(long long deadline) {
    struct pollfd wait = {.fd = line_fd, .events = POLLIN};
    long long left = deadline - now_ms();
    unsigned char byte;

    if (left <= 0 || poll(&wait, 1, (int) left) <= 0) {
        return -1;
    }
    return read(line_fd, &byte, 1) == 1 ? byte : -1;
}

/* Reads lines until one begins with `wanted`; leaves it in `line`. ERROR and SEND FAIL end it as well. */
static int wait_for(const char *wanted, int limit_ms, char *line, size_t size) {
    long long deadline = now_ms() + limit_ms;
    size_t length = 0;
    int byte;

    while ((byte = read_byte(deadline)) >= 0) {
        if (byte == '>' && length == 0 && wanted[0] == '>') {
            return 1; /* no line end follows a prompt */
        }
        if (byte != '\r' && byte != '\n') {
            if (length + 1 < size) {
                line[length++] = (char) byte;
            }
            continue;
        }
        line[length] = '\0';
        if (length > 0 && strncmp(line, wanted, strlen(wanted)) == 0) {
            return 1;
        }
        if (strcmp(line, "ERROR") == 0 || strcmp(line, "SEND FAIL") == 0) {
            return 0;
        }
        length = 0;
    }
    return 0;
}

int main(int argc, char **argv) {
    char line[128];
    char command[320];
    const char *result;
    size_t length;

    if (argc != 4) {
        fprintf(stderr, "usage: click PORT TOPIC TEXT\n");
        return 2;
    }
    length = strlen(argv[3]);
    if (length < 1 || length > LONGEST_PAYLOAD) {
        die("the text must be 1 to 240 bytes");
    }
    open_line(argv[1]);

    send_command("ATE0");
    if (!wait_for("OK", ANSWER_MS, line, sizeof line)) {
        die("no answer");
    }

    if (snprintf(command, sizeof command, "AT+AWSPUBOPEN=0,\"%s\"", argv[2]) >= (int) sizeof command) {
        die("the topic is too long");
    }
    send_command(command);
    if (!wait_for("OK", ANSWER_MS, line, sizeof line)) {
        die("the topic was refused");
    }
    if (!wait_for("+AWSPUBOPEN:", CONNECT_MS, line, sizeof line)) {
        die("the topic never opened");
    }
    /* 0 is success; -2 says that it is still open from before we were started. */
    result = strchr(line, ',');
    if (result == NULL || (strtol(result + 1, NULL, 10) != 0 && strtol(result + 1, NULL, 10) != -2)) {
        die(line);
    }

    snprintf(command, sizeof command, "AT+AWSPUBLISH=0,%zu,2", length);
    send_command(command);
    if (!wait_for(">", ANSWER_MS, line, sizeof line)) {
        die("no prompt");
    }
    send_bytes(argv[3], length);
    if (!wait_for("SEND OK", ACK_MS, line, sizeof line)) {
        die("SEND FAIL");
    }
    printf("published %zu bytes on %s\n", length, argv[2]);

    send_command("AT+AWSPUBCLOSE=0");
    if (!wait_for("+AWSPUBCLOSE:", CONNECT_MS, line, sizeof line)) {
        die("the topic never closed");
    }
    close(line_fd);
    return 0;
}
