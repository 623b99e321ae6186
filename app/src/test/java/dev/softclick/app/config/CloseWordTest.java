package dev.softclick.app.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CloseWordTest {
    @ParameterizedTest
    @CsvSource({"prot,port", "Port,port", "ports,port", "bauds,baud", "dialekt,dialect", "zzz,", "x,", "endpoint,"})
    void aSlipOrTwoIsUnderstood(String word, String meant) {
        assertThat(CloseWord.of(word, List.of("name", "port", "sim", "baud", "dialect", "mqtt")).orElse(null)).isEqualTo(meant);
    }
}
