package embedded

import (
	"context"
	"database/sql"
	"encoding/binary"
	"errors"
	"fmt"
	"math"

	"wence/retrieval"
)

// SetVectors stores the vectors of the model in one transaction, scaled to length 1. Passages that are gone are passed
// over. retrieval.ErrDimension when a vector's length differs from the model's others, the given ones included; an error
// as well when a component is no finite number. Then nothing is stored.
func (s *Store) SetVectors(ctx context.Context, model string, vectors []retrieval.Vector) error {
	if len(vectors) == 0 {
		return nil
	}
	dims := len(vectors[0].Values)
	rows := make([][]byte, len(vectors))
	for i, v := range vectors {
		if len(v.Values) != dims {
			return fmt.Errorf("set vectors of %s: %w", model, dimensionError(len(v.Values), dims))
		}
		unit, err := normalise(v.Values)
		if err != nil {
			return fmt.Errorf("set the vector of passage %d: %w", v.PassageID, err)
		}
		rows[i] = encodeVector(unit)
	}
	err := s.write(ctx, func(tx transaction) error {
		key, err := tx.claimModel(model, dims)
		if err != nil {
			return err
		}
		err = tx.repeat(`INSERT OR REPLACE INTO vector (passage, model, data) SELECT id, ?, ? FROM passage WHERE id = ?`,
			len(vectors), func(i int) []any { return []any{key, rows[i], vectors[i].PassageID} })
		if err != nil {
			return err
		}
		return tx.changed()
	})
	return s.explain("set vectors of "+model, err)
}

func dimensionError(got, want int) error {
	return fmt.Errorf("%w: %d instead of %d", retrieval.ErrDimension, got, want)
}

// claimModel gives the model's key. A model without vectors may change its dimensions.
func (t transaction) claimModel(name string, dims int) (int64, error) {
	var key int64
	var have int
	var used bool
	err := t.row(`SELECT key, dims, EXISTS (SELECT 1 FROM vector WHERE model = model.key) FROM model WHERE name = ?`, name).
		Scan(&key, &have, &used)
	switch {
	case errors.Is(err, sql.ErrNoRows):
		err = t.row(`INSERT INTO model (name, dims) VALUES (?, ?) RETURNING key`, name, dims).Scan(&key)
	case err == nil && have != dims && used:
		err = dimensionError(dims, have)
	case err == nil && have != dims:
		err = t.exec(`UPDATE model SET dims = ? WHERE key = ?`, dims, key)
	}
	return key, err
}

// normalise scales a vector to length 1; the zero vector stays as it is, so its cosine with any other is 0.
func normalise(v []float32) ([]float32, error) {
	var sum float64
	for _, x := range v {
		sum += float64(x) * float64(x)
	}
	if math.IsNaN(sum) || math.IsInf(sum, 0) {
		return nil, errors.New("a component is not a finite number")
	}
	unit := make([]float32, len(v))
	if sum == 0 {
		return unit, nil
	}
	scale := 1 / math.Sqrt(sum)
	for i, x := range v {
		unit[i] = float32(float64(x) * scale)
	}
	return unit, nil
}

func encodeVector(v []float32) []byte {
	data := make([]byte, 0, 4*len(v))
	for _, x := range v {
		data = binary.LittleEndian.AppendUint32(data, math.Float32bits(x))
	}
	return data
}

// appendVector decodes data onto dst.
func appendVector(dst []float32, data []byte) []float32 {
	for ; len(data) >= 4; data = data[4:] {
		dst = append(dst, math.Float32frombits(binary.LittleEndian.Uint32(data)))
	}
	return dst
}
