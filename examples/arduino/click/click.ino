// A sketch in the style in which boards with an AnyNet Click are programmed: one command after the other, each waits for its word.
// On an Arduino the module is on Serial1. To try it against Softclick, connect a USB serial adapter and join it to the PTY:
//     socat /dev/ttyUSB0,raw,echo=0,b9600 /tmp/softclick,raw,echo=0

const unsigned long ANSWER_MS = 5000;
const unsigned long CONNECT_MS = 90000;

// Reads until `word` was seen. The module may say more than one asks for, so nothing else ends the wait.
bool waitFor(const char *word, unsigned long limitMs) {
    size_t matched = 0;
    unsigned long begin = millis();
    while (millis() - begin < limitMs) {
        if (!Serial1.available()) {
            continue;
        }
        char c = Serial1.read();
        matched = c == word[matched] ? matched + 1 : (c == word[0] ? 1 : 0);
        if (word[matched] == '\0') {
            return true;
        }
    }
    return false;
}

bool command(const char *text) {
    Serial1.print(text);
    Serial1.print('\r');
    return waitFor("OK\r\n", ANSWER_MS);
}

bool publish(const char *text) {
    Serial1.print("AT+AWSPUBLISH=0,");
    Serial1.print(strlen(text));
    Serial1.print('\r');
    if (!waitFor("\n>", CONNECT_MS)) {
        return false;
    }
    Serial1.print(text);
    return waitFor("SEND OK", ANSWER_MS);
}

void setup() {
    Serial.begin(115200);
    Serial1.begin(9600);
    while (!command("ATE0")) {
        Serial.println("waiting for the module");
    }
    command("AT+AWSPUBOPEN=0,\"temperature\"");
    if (!waitFor("+AWSPUBOPEN: 0,", CONNECT_MS)) {
        Serial.println("the topic did not open");
    }
}

void loop() {
    char text[16];
    itoa(analogRead(A0), text, 10);
    Serial.println(publish(text) ? "published" : "not published");
    delay(10000);
}
